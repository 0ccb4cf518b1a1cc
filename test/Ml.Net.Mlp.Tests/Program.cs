using Microsoft.ML;
using Ml.Net.Mlp.Tests.Support;

// What a test starts as a process of its own: a program that knows nothing of this library and loads a model. It scores flowers,
// or, where score columns are named, points.
var mlContext = new MLContext();
var known = AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == "Ml.Net.Mlp");
var model = mlContext.Model.Load(args[0], out _);
Console.WriteLine($"known before: {known}");
if (args is [_, .. var columns] && columns.Length > 0)
{
    var points = mlContext.Data.LoadFromEnumerable(BlobPoint.Some);
    foreach (var line in Rows.Texts(model.Transform(points), columns))
    {
        Console.WriteLine(line);
    }

    return 0;
}

var engine = mlContext.Model.CreatePredictionEngine<IrisRow, IrisPrediction>(model);
foreach (var row in IrisRow.Some)
{
    Console.WriteLine(ChildProcess.Line(engine.Predict(row)));
}

return 0;
