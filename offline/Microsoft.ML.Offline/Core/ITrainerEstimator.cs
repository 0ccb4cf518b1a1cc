namespace Microsoft.ML.Trainers;

/// <summary>A trainer.</summary>
public interface ITrainerEstimator<out TTransformer, out TModel> : IEstimator<TTransformer>
    where TTransformer : IPredictionTransformer<TModel>
    where TModel : class
{
    /// <summary>What it wants of its data.</summary>
    TrainerInfo Info { get; }
}
