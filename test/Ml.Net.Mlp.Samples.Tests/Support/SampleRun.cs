// Samples write to the console, of which a process has one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Ml.Net.Mlp.Samples.Tests.Support;

/// <summary>A sample that was run in this process, as its command line would.</summary>
/// <param name="ExitCode">What the process would end with.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Errors">What it wrote to the error stream.</param>
internal sealed record SampleRun(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The line with the result.</summary>
    public string LastLine => Lines[^1];

    public static SampleRun Of(params string[] words)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var outputText = new StringWriter();
        using var errorText = new StringWriter();
        Console.SetOut(outputText);
        Console.SetError(errorText);
        try
        {
            var exitCode = SampleCommands.Run(words);
            return new SampleRun(exitCode, outputText.ToString(), errorText.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }

    /// <summary>Runs a sample that must succeed.</summary>
    public static SampleRun Successful(params string[] words)
    {
        var run = Of(words);
        run.Errors.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        return run;
    }
}
