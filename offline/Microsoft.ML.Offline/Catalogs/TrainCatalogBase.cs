using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Base of the catalogs of one task: its trainers and its evaluation.</summary>
public abstract class TrainCatalogBase : IInternalCatalog
{
    private protected TrainCatalogBase(IHostEnvironment env) => Environment = env;

    IHostEnvironment IInternalCatalog.Environment => Environment;

    private protected IHostEnvironment Environment { get; }

    private protected IReadOnlyList<CrossValidationResult<TMetrics>> CrossValidate<TMetrics>(IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds, string samplingKeyColumnName, int? seed, Func<IDataView, TMetrics> evaluate)
        where TMetrics : class
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckValue(estimator, nameof(estimator));
        Contracts.CheckParam(numberOfFolds > 1, "numFolds", "Must be more than 1");
        return new DataSplitter(Environment, data, samplingKeyColumnName, seed).CrossValidationSplit(numberOfFolds).Select((split, fold) =>
        {
            var model = estimator.Fit(split.TrainSet);
            var scores = model is ITransformerChain chain ? chain.Transform(split.TestSet,
                TransformerScope.Everything) : model.Transform(split.TestSet);
            return new CrossValidationResult<TMetrics>(model, evaluate(scores), scores, fold);
        }).ToArray();
    }

    /// <summary>What one fold of a cross-validation gave.</summary>
    public sealed class CrossValidationResult<T>
        where T : class
    {
        /// <summary>The metrics on the rows held out.</summary>
        public readonly T Metrics;

        /// <summary>The model trained on the other rows.</summary>
        public readonly ITransformer Model;

        /// <summary>The scored rows held out.</summary>
        public readonly IDataView ScoredHoldOutSet;

        /// <summary>The number of the fold.</summary>
        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scores, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scores;
            Fold = fold;
        }
    }

    /// <summary>Base of the objects that trainers' extension methods hang on.</summary>
    public abstract class CatalogInstantiatorBase : IInternalCatalog
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase catalog) => Owner = catalog;

        IHostEnvironment IInternalCatalog.Environment => Owner.GetEnvironment();

        internal TrainCatalogBase Owner { get; }
    }
}
