using System.CommandLine;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>Digits drawn in the browser, and the network that reads them while they are drawn.</summary>
internal static class DrawCommand
{
    public const string Name = "draw";

    private const int Epochs = 12;

    private static readonly string[] SampleModels = ["mnist*.zip", "ciresan*.zip"];

    public static Command Create()
    {
        var port = SampleOption.Whole("--port", "Port of the page; another one is taken where it is busy. 0: any.", 5080, 0, 65_535);
        var model = new Option<string?>("--model")
        {
            Description = "The model to begin with. Default: one that is trained at the first start and kept in the temp folder.",
            HelpName = "path",
        };
        model.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } path && !File.Exists(path))
            {
                result.AddError($"--model is '{path}'; expected a file, such as the one that the sample mnist saves.");
            }
        });
        var models = new Option<string?>("--models")
        {
            Description = "A folder with further models (.zip) to pick from. Default: what the samples mnist... and ciresan have saved in the temp folder.",
            HelpName = "folder",
        };
        models.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } folder && !Directory.Exists(folder))
            {
                result.AddError($"--models is '{folder}'; expected a folder.");
            }
        });
        var command = new Command(Name, "Draw a digit in the browser, and see what the network makes of it.") { port, model, models };
        command.SetAction(parsed => RunAsync(parsed.GetValue(port), parsed.GetValue(model), parsed.GetValue(models)).GetAwaiter().GetResult());
        return command;
    }

    private static async Task<int> RunAsync(int port, string? model, string? folder)
    {
        var first = model ?? Path.Combine(Path.GetTempPath(), "draw.zip");
        var shelf = new ModelShelf([first, .. folder is null ? FindSaved() : []], folder);
        if (model is null)
        {
            Prepare(shelf, first);
        }

        var reader = shelf.Open(shelf.List()[0]);
        Print.Line($"{first}: {reader.Architecture}, pixels from 0 to {255 / reader.Divisor}");
        await using var server = await DrawServer.StartAsync(shelf, port);
        if (server.PortNotice is { } notice)
        {
            Print.Line($"{notice}");
        }

        Print.Line($"Draw at {server.Address} (Ctrl+C: stop)");
        await server.WaitAsync();
        return 0;
    }

    /// <summary>What other samples have saved where they save by default.</summary>
    private static IEnumerable<string> FindSaved() => SampleModels
        .SelectMany(pattern => Directory.EnumerateFiles(Path.GetTempPath(), pattern)).Order(StringComparer.Ordinal);

    /// <summary>Trains the default model where there is none, or none that this version can read.</summary>
    private static void Prepare(ModelShelf shelf, string path)
    {
        try
        {
            if (File.Exists(path))
            {
                shelf.Open(shelf.List()[0]);
                return;
            }
        }
        catch (FormatException error)
        {
            Print.Line($"{error.Message}");
        }

        Print.Title("Training the model, once");
        using var training = new TrainingDisplay(Epochs);
        DefaultModel.Train(path, Epochs, training);
        Print.Line($"saved to {path}");
        Print.Title("Page");
    }
}
