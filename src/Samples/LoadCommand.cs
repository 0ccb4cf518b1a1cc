using System.CommandLine;
using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace Ml.Net.Mlp.Samples;

/// <summary>
/// What the other process does: loads a model by ML.NET alone, and uses it. The samples start it themselves.
/// </summary>
internal static class LoadCommand
{
    public const string Name = "load";

    /// <summary>MNIST without the division by 255, for a model that normalizes.</summary>
    public const string MnistBytes = "mnist-bytes";

    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "The saved model." };
        var data = new Argument<string>("data") { Description = "What to score." };
        data.AcceptOnlyFromAmong(MnistCommand.Name, MnistBytes, IrisCommand.Name, ChurnCommand.Name, AmesCommand.Name);
        var command = new Command(Name, "Loads a saved model and scores with it.") { Hidden = true };
        command.Add(path);
        command.Add(data);
        command.SetAction(parsed => Run(parsed.GetValue(path)!, parsed.GetValue(data)!));
        return command;
    }

    public static string FingerprintLine(string fingerprint) => $"score bits {fingerprint}";

    private static int Run(string path, string data)
    {
        var mlContext = new MLContext();
        var before = IsTrainerLoaded();
        var model = mlContext.Model.Load(path, out _);
        Print.Line($"new MLContext().Model.Load; the trainer's assembly was loaded before: {(before ? "yes" : "no")}, after: {(IsTrainerLoaded() ? "yes" : "no")}");
        Use(mlContext, model, data);
        return 0;
    }

    /// <summary>A method of its own, because reading IDX files needs our assembly, which must come by the loading alone.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Use(MLContext mlContext, ITransformer model, string data)
    {
        var rows = data switch
        {
            IrisCommand.Name => IrisData.Load(mlContext),
            ChurnCommand.Name => Table.Churn.Load(mlContext),
            AmesCommand.Name => Table.Ames.Load(mlContext),
            _ => MnistData.LoadTest(mlContext, rawBytes: data == MnistBytes),
        };
        var scored = model.Transform(rows);
        Print.Line(data switch
        {
            IrisCommand.Name => $"accuracy over all flowers {mlContext.MulticlassClassification.Evaluate(scored).MicroAccuracy:F4}",
            ChurnCommand.Name => $"accuracy over all customers {mlContext.BinaryClassification.Evaluate(scored).Accuracy:F4}",
            AmesCommand.Name => $"R² over all houses {mlContext.Regression.Evaluate(scored).RSquared:F4}",
            _ => $"test accuracy {mlContext.MulticlassClassification.Evaluate(scored).MicroAccuracy:F4}",
        });
        Console.WriteLine(FingerprintLine(ScoreFingerprint.Of(scored)));
    }

    private static bool IsTrainerLoaded() =>
        AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == "Ml.Net.Mlp");
}
