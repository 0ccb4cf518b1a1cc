using System.Collections;
using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Splits rows by a number in [0, 1) that each row gets: drawn in the order of the rows, or computed from the value of a column so that
/// rows of one value stay together. A row gets the same number in every pass, so the parts of a split never overlap.
/// </summary>
internal sealed class DataSplitter
{
    // What ML.NET draws with when neither the call nor the context has a seed.
    private const int DefaultSeed = 42;

    private readonly IHostEnvironment _env;
    private readonly IDataView _data;
    private readonly int _seed;
    private readonly DataViewSchema.Column? _samplingKey;

    public DataSplitter(IHostEnvironment env, IDataView data, string samplingKeyColumn, int? seed)
    {
        _env = env;
        _data = data;
        env.Register("GenerateNumber");
        _seed = seed ?? (env as LocalHost)?.Seed ?? DefaultSeed;
        if (samplingKeyColumn is not null)
        {
            _samplingKey = data.Schema.GetColumnOrNull(samplingKeyColumn)
                ?? throw Contracts.ExceptSchemaMismatch(nameof(samplingKeyColumn), "SamplingKeyColumn", samplingKeyColumn);
        }
    }

    public DataOperationsCatalog.TrainTestData TrainTestSplit(double testFraction) => Split(number => number < testFraction);

    public IReadOnlyList<DataOperationsCatalog.TrainTestData> CrossValidationSplit(int numberOfFolds)
        => Enumerable.Range(0, numberOfFolds).Select(fold =>
        {
            var (from, to) = ((double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds);

            // A number on the border belongs to both folds' test sets, in ML.NET too.
            return Split(number => from <= number && number <= to);
        }).ToArray();

    private DataOperationsCatalog.TrainTestData Split(Func<double, bool> isTest)
    {
        // Registering draws a seed from the environment. ML.NET does it for these, and what is registered later is to draw the same here.
        foreach (var component in new[] { "RangeFilter", "RangeFilter", "SelectColumns", "SelectColumns" })
            _env.Register(component);
        return new(Filter(number => !isTest(number)), Filter(isTest));
    }

    private FilteredView Filter(Func<double, bool> keep)
    {
        if (_samplingKey is not { } column)
        {
            return new FilteredView(_data, [], _ =>
            {
                var draws = new TauswortheHybrid(_seed);
                return () => keep(draws.DrawSingle());
            }, isOrdered: true);
        }

        return new FilteredView(_data, [column], row =>
        {
            var read = BoxedReader.Create(row, column);
            return () => keep(Hash(ToText(read())));
        });
    }

    private static string ToText(object value)
        => value is IEnumerable items
            ? string.Join(',', items.Cast<object>())
            : Convert.ToString(value, CultureInfo.InvariantCulture);

    private double Hash(string text)
    {
        // FNV-1a over the characters, mixed with the seed.
        var hash = text.Aggregate(14695981039346656037UL, (sum, ch) => (sum ^ ch) * 1099511628211UL);
        return (new DataViewRowId(hash, 0).Mix((uint)_seed) >> 11) * (1.0 / (1UL << 53));
    }
}
