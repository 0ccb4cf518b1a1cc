using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Ml.Net.Mlp.Browser.Tests.Report;

/// <summary>Three reports on real data, made once for all tests: digits, flowers with names that would like to be code, and houses.</summary>
public sealed class ReportFiles : IDisposable
{
    /// <summary>A class's name that alerts where a page takes it for HTML.</summary>
    public const string Evil = "<img src=x onerror=\"document.title='hit'\">";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlp");
    private readonly MLContext _mlContext = new(1);

    public ReportFiles()
    {
        Digits = MakeDigits();
        Customers = MakeCustomers();
        Houses = MakeHouses();
    }

    public string Digits { get; }

    public string Customers { get; }

    public string Houses { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    private string MakeDigits()
    {
        var digits = _mlContext.Data.TakeRows(_mlContext.Data.LoadFromIdx(Data("mnist/t10k-images-idx3-ubyte.gz"), Data("mnist/t10k-labels-idx1-ubyte.gz")), 2000);
        var model = _mlContext.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(_mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
            {
                HiddenLayers = [64, 32], Epochs = 8, BatchSize = 64, ValidationFraction = 0.2, Seed = 1,
            }))
            .Fit(digits);
        return Save("digits", path => model.SaveReport(path, digits, new MlpReportOptions { Title = "Digits", ImportanceRows = 100, ImportanceRepeats = 1 }));
    }

    private string MakeCustomers()
    {
        var customers = _mlContext.Data.LoadFromTextFile(
            Data("churn/churn.csv"),
            [new("Label", DataKind.Boolean, 0), new("Numbers", DataKind.Single, 1, 5), new("Contract", DataKind.String, 15), new("Charges", DataKind.Single, 18)],
            separatorChar: ',', hasHeader: true);
        var model = _mlContext.Transforms.Categorical.OneHotEncoding("Contract")
            .Append(_mlContext.Transforms.Concatenate("Features", "Numbers", "Charges", "Contract"))
            .Append(_mlContext.Transforms.NormalizeMeanVariance("Features"))
            .Append(_mlContext.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options { HiddenLayers = [16], Epochs = 4, Seed = 1, ValidationFraction = 0.2 }))
            .Fit(customers);
        return Save("customers", path => model.SaveReport(path, customers, new MlpReportOptions { ClassNames = ["stays", Evil], ImportanceRows = 200 }));
    }

    private string MakeHouses()
    {
        var houses = _mlContext.Data.LoadFromTextFile(
            Data("ames/ames.csv"),
            [new("Lot", DataKind.Single, 3), new("Year", DataKind.Single, 17), new("Area", DataKind.Single, 41), new("Garage", DataKind.Single, 54), new("Label", DataKind.Single, 71)],
            separatorChar: ',', hasHeader: true);
        var model = _mlContext.Transforms.Concatenate("Features", "Lot", "Year", "Area", "Garage")
            .Append(_mlContext.Transforms.NormalizeMeanVariance("Features"))
            .Append(_mlContext.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options { HiddenLayers = [16], Epochs = 5, Seed = 1 }))
            .Fit(houses);
        return Save("houses", path => model.SaveReport(path, houses, new MlpReportOptions { ImportanceRows = 200 }));
    }

    private string Save(string name, Action<string> save)
    {
        var path = Path.Combine(_folder.FullName, $"{name} 100%.html");
        save(path);
        return new Uri(path).AbsoluteUri;
    }

    private static string Data(string file) => Path.Combine(AppContext.BaseDirectory, "data", file);
}
