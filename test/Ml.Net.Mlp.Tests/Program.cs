using Microsoft.ML;
using Ml.Net.Mlp.Tests.Support;

// What a test starts as a process of its own: a program that knows nothing of this library and loads a model.
var mlContext = new MLContext();
var known = AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == "Ml.Net.Mlp");
var model = mlContext.Model.Load(args[0], out _);
var engine = mlContext.Model.CreatePredictionEngine<IrisRow, IrisPrediction>(model);
Console.WriteLine($"known before: {known}");
foreach (var row in IrisRow.Some)
{
    Console.WriteLine(ChildProcess.Line(engine.Predict(row)));
}

return 0;
