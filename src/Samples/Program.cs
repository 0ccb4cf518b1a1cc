using System.CommandLine;
using Ml.Net.Mlp.Samples;
using Ml.Net.Mlp.Samples.Ciresan;
using Ml.Net.Mlp.Samples.Digits;

var root = new RootCommand("Trains multilayer perceptrons in ML.NET pipelines. Without a name, mnist runs.")
{
    MnistCommand.Create(),
    Mnist512Command.Create(),
    Mnist50Command.Create(),
    CiresanCommand.Create(),
    FeaturesCommand.Create(),
    IrisCommand.Create(),
    ChurnCommand.Create(),
    AmesCommand.Create(),
    LoadCommand.Create(),
};

// mnist is the default: its options may stand alone.
string[] ofRoot = ["-h", "--help", "-?", "/?", "/h", "--version"];
string[] words = args is [] || (args[0].StartsWith('-') && !ofRoot.Contains(args[0])) ? [MnistCommand.Name, .. args] : args;

return CommandLine.Run(root, words);
