using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// A table of <c>data/</c> in two parts for ML.NET: of fold f, the rows i with i mod 5 = f are for testing. The price of ames is
/// given as its decimal logarithm.
/// </summary>
internal sealed class TabularData : IDisposable
{
    public const int Folds = 5;

    private static readonly Dictionary<string, string> Labels =
        new() { ["churn"] = "churn", ["credit"] = "Status", ["hpc"] = "class", ["ames"] = "Sale_Price" };

    private readonly string _folder = Directory.CreateTempSubdirectory("tabular").FullName;
    private readonly string[] _header;
    private readonly int _label;
    private readonly bool[] _isNumber;

    public TabularData(string name, int fold)
    {
        if (!Labels.TryGetValue(name, out var label))
        {
            throw new ArgumentException($"There is no table '{name}'; expected one of {string.Join(", ", Labels.Keys)}.");
        }

        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", name, name + ".csv"));
        _header = lines[0].Split(',');
        _label = Array.IndexOf(_header, label);
        string[][] rows = [.. lines[1..].Select(line => line.Split(','))];
        _isNumber = [.. _header.Select((_, column) => rows.All(row => row[column] == "NA" || TryRead(row[column], out var _)))];
        IsBinary = name is "churn" or "credit";
        IsRegression = name == "ames";
        foreach (var row in rows)
        {
            row[_label] = IsRegression ? Math.Log10(Read(row[_label])).ToString(CultureInfo.InvariantCulture)
                : IsBinary ? (row[_label] is "Yes" or "bad" ? "true" : "false")
                : row[_label];
        }

        Write("train.csv", rows.Where((_, i) => i % Folds != fold));
        Write("test.csv", rows.Where((_, i) => i % Folds == fold));
    }

    public bool IsBinary { get; }

    public bool IsRegression { get; }

    /// <summary>Names of the columns of numbers, without the label.</summary>
    public string[] Numbers => [.. Columns(isNumber: true)];

    /// <summary>Names of the columns of categories, without the label.</summary>
    public string[] Categories => [.. Columns(isNumber: false)];

    public IDataView Load(MLContext mlContext, bool test)
    {
        TextLoader.Column[] columns = [.. _header.Select((name, i) => i == _label
            ? new TextLoader.Column("Label", IsRegression ? DataKind.Single : IsBinary ? DataKind.Boolean : DataKind.String, i)
            : new TextLoader.Column(name, _isNumber[i] ? DataKind.Single : DataKind.String, i))];
        return mlContext.Data.LoadFromTextFile(Path.Combine(_folder, test ? "test.csv" : "train.csv"), columns, separatorChar: ',', hasHeader: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool TryRead(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static double Read(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private IEnumerable<string> Columns(bool isNumber) => _header.Where((_, i) => i != _label && _isNumber[i] == isNumber);

    private void Write(string file, IEnumerable<string[]> rows) => File.WriteAllLines(
        Path.Combine(_folder, file), rows.Select(row => string.Join(',', row)).Prepend(string.Join(',', _header)));
}
