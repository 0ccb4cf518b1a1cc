using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Splits the rows into two parts at random; rows with one value of the sampling key stay together.</summary>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(testFraction is > 0 and < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        return new DataSplitter(_env, data, samplingKeyColumnName, seed).TrainTestSplit(testFraction);
    }

    /// <summary>Splits the rows into folds, each of which is the test set once.</summary>
    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null,
        int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        return new DataSplitter(_env, data, samplingKeyColumnName, seed).CrossValidationSplit(numberOfFolds);
    }

    /// <summary>Keeps columns in memory once they were read.</summary>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        Contracts.CheckValue(input, nameof(input));
        _env.Register("Cache");
        return new CachedView(input, (columnsToPrefetch ?? []).Select(name => input.Schema.GetColumnOrNull(name)
            ?? throw Contracts.ExceptSchemaMismatch(nameof(columnsToPrefetch), "prefetch", name)));
    }

    /// <summary>The rows in another order, the same in each pass.</summary>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckParam(shufflePoolSize > 0, nameof(shufflePoolSize), "Must be positive");
        var host = _env.Register("Shuffle");
        return new ShuffledView(input, seed ?? host.Rand.Next());
    }

    /// <summary>The first rows.</summary>
    public IDataView TakeRows(IDataView input, long count)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckParam(count > 0, nameof(count), "Must be greater than zero.");
        _env.Register("TakeFilter");
        return new FilteredView(input, [], _ => () => true, isOrdered: true, count);
    }

    /// <summary>All but the first rows.</summary>
    public IDataView SkipRows(IDataView input, long count)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckParam(count > 0, nameof(count), "Must be greater than zero.");
        _env.Register("SkipFilter");
        return new FilteredView(input, [], _ =>
        {
            var seen = 0L;
            return () => ++seen > count;
        }, isOrdered: true);
    }

    /// <summary>The rows without missing values in those columns.</summary>
    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckParam(columns is { Length: > 0 }, nameof(columns));
        _env.Register("MissingValueFilter");
        var filtered = columns.Select(name => input.Schema.GetColumnOrNull(name)
            ?? throw Contracts.ExceptParam("Columns", $"Source column '{name}' not found")).ToArray();
        return new FilteredView(input, filtered, row =>
        {
            var missing = filtered.Select(column => MissingValues.MakeTest(row, column)).ToArray();
            return () => !missing.Any(test => test());
        });
    }
}
