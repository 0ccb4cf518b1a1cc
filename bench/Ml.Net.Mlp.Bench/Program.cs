using BenchmarkDotNet.Running;
using Ml.Net.Mlp.Bench;

// A verb measures one thing and prints one line of key=value, which bench/run.py collects; anything else goes to BenchmarkDotNet.
if (args is not [var verb, .. var rest] || Verb.Find(verb) is not { } run)
{
    BenchmarkSwitcher.FromAssembly(typeof(Verb).Assembly).Run(args);
    return 0;
}

try
{
    Console.WriteLine(run(rest));
    return 0;
}
catch (Exception e) when (e is ArgumentException or FormatException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
