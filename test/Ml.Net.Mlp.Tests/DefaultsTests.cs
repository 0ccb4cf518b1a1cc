using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests;

/// <summary>Who sets no option at all gets a useful model from a small table.</summary>
public sealed class DefaultsTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void They_learn_iris()
    {
        var data = _context.Data.LoadFromTextFile(DataFile("iris", "iris.csv"),
            [new("Features", DataKind.Single, 0, 3), new("Label", DataKind.String, 4)], separatorChar: ',', hasHeader: true);

        CrossValidate(data, _context.Transforms.NormalizeMeanVariance("Features")).Should().BeGreaterThan(0.93);
    }

    [Fact]
    public void They_learn_penguins_with_text_columns()
    {
        var data = _context.Data.LoadFromTextFile(DataFile("penguins", "penguins-complete.csv"),
            [
                new("Label", DataKind.String, 0),
                new("Island", DataKind.String, 1),
                new("Measures", DataKind.Single, 2, 5),
                new("Sex", DataKind.String, 6),
            ],
            separatorChar: ',', hasHeader: true);

        var features = _context.Transforms.Categorical.OneHotEncoding("Island")
            .Append(_context.Transforms.Categorical.OneHotEncoding("Sex"))
            .Append(_context.Transforms.NormalizeMeanVariance("Measures"))
            .Append(_context.Transforms.Concatenate("Features", "Island", "Sex", "Measures"));
        CrossValidate(data, features).Should().BeGreaterThan(0.97);
    }

    private double CrossValidate(IDataView data, IEstimator<ITransformer> features)
    {
        var pipeline = features
            .Append(_context.Transforms.Conversion.MapValueToKey("Label"))
            .Append(_context.MulticlassClassification.Trainers.Mlp());
        return _context.MulticlassClassification.CrossValidate(data, pipeline, seed: 1).Average(fold => fold.Metrics.MicroAccuracy);
    }

    private static string DataFile(string folder, string file) => Path.Combine(AppContext.BaseDirectory, "data", folder, file);
}
