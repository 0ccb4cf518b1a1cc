using System.Globalization;
using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp;

/// <summary>Reads data views and trains a network on them, with log and cancellation as ML.NET has them.</summary>
/// <param name="host">Of the trainer or estimator.</param>
/// <param name="options">Its options.</param>
internal sealed class NetworkFit(IHost host, MlpOptions options)
{
    /// <summary>Trains.</summary>
    /// <param name="trainData">The training data, whose columns have been checked.</param>
    /// <param name="validationData">Data to judge epochs by, checked too; null for none.</param>
    /// <param name="label">What is learned.</param>
    /// <param name="network">The architecture.</param>
    /// <param name="classWeights">What the rows of each class count; null where all count the same.</param>
    /// <param name="initial">The network to go on with; null to begin.</param>
    /// <returns>The network, and what it was trained with.</returns>
    public (Network Network, MlpTrainingRecord Record) Run(
        IDataView trainData, IDataView? validationData, LabelColumn label, NetworkDescription network, float[]? classWeights = null, Network? initial = null)
    {
        using var channel = host.Start("Training");
        var loader = new RowLoader(host, channel, options);
        var rows = loader.Load(trainData, network.Inputs, label, forTraining: true);
        var validationRows = validationData == null ? null : loader.Load(validationData, network.Inputs, label, forTraining: false);
        var trainingOptions = options.ToTrainingOptions(
            options.Seed ?? host.Rand.Next(), progress => Report(progress, channel), epoch => Report(epoch, channel), classWeights);
        var trained = initial == null
            ? NetworkTrainer.Train(network, rows, trainingOptions, validationRows)
            : NetworkTrainer.Train(initial, rows, trainingOptions, validationRows);
        return (trained, MlpTrainingRecord.Of(options, trainingOptions, rows, validationRows));
    }

    private void Report(TrainingProgress progress, IChannel channel)
    {
        channel.Info(MessageSensitivity.None, EpochLog.Line(progress));
        options.Progress?.Invoke(progress);
        MlNetInternals.CheckAlive(host);
    }

    private void Report(PretrainingEpoch epoch, IChannel channel)
    {
        channel.Info(MessageSensitivity.None, string.Create(CultureInfo.InvariantCulture,
            $"Pretraining of hidden layer {epoch.Layer}, epoch {epoch.Epoch}: loss {epoch.Loss:G6}, {epoch.Seconds:F2} s"));
        options.ReportPretraining(epoch);
        MlNetInternals.CheckAlive(host);
    }
}
