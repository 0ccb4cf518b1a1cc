namespace Ml.Net.Mlp.Engine;

/// <content>What layers learn before the training.</content>
internal static partial class TrainingChecks
{
    /// <summary>Refuses pretraining where there is nothing to pretrain.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="options">How to train.</param>
    /// <param name="goesOn">Whether the training goes on with a network.</param>
    public static void CheckPretraining(NetworkDescription network, TrainingOptions options, bool goesOn)
    {
        var isWanted = options.Pretraining != null;
        RequireOption(!isWanted || !goesOn, nameof(options.Pretraining), "given", "null, because the training goes on with a network that is trained");
        RequireOption(!isWanted || LayerPretraining.Fits(network), nameof(options.Pretraining), "given", $"null, because the network {network} has no hidden layer");
    }

    private static void CheckPretrainingOptions(TrainingOptions options)
    {
        if (options.Pretraining is not { } pretraining)
        {
            return;
        }

        RequireOption(pretraining.Epochs >= 1, "Pretraining.Epochs", pretraining.Epochs, "1 or more");
        RequireOption(pretraining.LearningRate is null or (> 0 and < float.PositiveInfinity), "Pretraining.LearningRate",
            pretraining.LearningRate, "a finite number above 0");
        RequireOption(pretraining.Optimizer is not (null or LbfgsOptimizer), "Pretraining.Optimizer", pretraining.Optimizer,
            "an optimizer that goes by mini-batches");
        RequireOption(pretraining.BatchSize is null or >= 1, "Pretraining.BatchSize", pretraining.BatchSize, "1 or more");
        RequireOption(pretraining.Corruption is >= 0 and < 1, "Pretraining.Corruption", pretraining.Corruption, "0 <= share < 1");
    }
}
