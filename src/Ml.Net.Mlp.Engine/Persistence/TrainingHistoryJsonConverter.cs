using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Writes a history without its times, which differ from run to run; they are read as 0.</summary>
internal sealed class TrainingHistoryJsonConverter : JsonConverter<TrainingHistory>
{
    public override TrainingHistory Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var content = JsonSerializer.Deserialize<Content>(ref reader, options)!;
        return new TrainingHistory(
            [.. content.Epochs.Select(e => (e ?? throw new JsonException("An epoch of the history is null.")).ToResult())],
            content.BestEpoch,
            content.StopReason)
        {
            Temperature = content.Temperature,
            Pretraining = [.. (content.Pretraining ?? []).Select(e => (e ?? throw new JsonException("An epoch of the pretraining is null.")).ToResult())],
        };
    }

    public override void Write(Utf8JsonWriter writer, TrainingHistory value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(
            writer,
            new Content(
                value.BestEpoch,
                value.StopReason,
                [.. value.Select(Row.From)])
            {
                Temperature = value.Temperature,
                Pretraining = value.Pretraining.Count == 0 ? null : [.. value.Pretraining.Select(LayerRow.From)],
            },
            options);

    private sealed record Content(int BestEpoch, StopReason StopReason, Row?[] Epochs)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? Temperature { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public LayerRow?[]? Pretraining { get; init; }
    }

    private sealed record LayerRow(int Layer, int Epoch, double Loss)
    {
        public static LayerRow From(PretrainingEpoch epoch) => new(epoch.Layer, epoch.Epoch, epoch.Loss);

        public PretrainingEpoch ToResult() => new(Layer, Epoch, Loss, 0);
    }

    private sealed record Row(int Epoch, double Loss, double? Accuracy, double? ValidationLoss, double? ValidationAccuracy)
    {
        // Older files have none.
        public float LearningRate { get; init; }

        // Only written where there is a value: older files lack them.
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? MeanAbsoluteError { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? RSquared { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? ValidationMeanAbsoluteError { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? ValidationRSquared { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? ValidationAreaUnderRocCurve { get; init; }

        public static Row From(EpochResult epoch) => new(
            epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy)
        {
            LearningRate = epoch.LearningRate,
            MeanAbsoluteError = epoch.MeanAbsoluteError,
            RSquared = epoch.RSquared,
            ValidationMeanAbsoluteError = epoch.ValidationMeanAbsoluteError,
            ValidationRSquared = epoch.ValidationRSquared,
            ValidationAreaUnderRocCurve = epoch.ValidationAreaUnderRocCurve,
        };

        public EpochResult ToResult() => new(Epoch, Loss, Accuracy, ValidationLoss, ValidationAccuracy, 0, 0)
        {
            LearningRate = LearningRate,
            MeanAbsoluteError = MeanAbsoluteError,
            RSquared = RSquared,
            ValidationMeanAbsoluteError = ValidationMeanAbsoluteError,
            ValidationRSquared = ValidationRSquared,
            ValidationAreaUnderRocCurve = ValidationAreaUnderRocCurve,
        };
    }
}
