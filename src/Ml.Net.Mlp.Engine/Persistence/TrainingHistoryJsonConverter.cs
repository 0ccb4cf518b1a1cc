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
            [.. content.Epochs.Select(e => e ?? throw new JsonException("An epoch of the history is null.")).Select(e => new EpochResult(e.Epoch, e.Loss, e.Accuracy, e.ValidationLoss, e.ValidationAccuracy, 0, 0) { LearningRate = e.LearningRate })],
            content.BestEpoch,
            content.StopReason);
    }

    public override void Write(Utf8JsonWriter writer, TrainingHistory value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(
            writer,
            new Content(
                value.BestEpoch,
                value.StopReason,
                [.. value.Select(e => new Row(e.Epoch, e.Loss, e.Accuracy, e.ValidationLoss, e.ValidationAccuracy) { LearningRate = e.LearningRate })]),
            options);

    private sealed record Content(int BestEpoch, StopReason StopReason, Row?[] Epochs);

    private sealed record Row(int Epoch, double Loss, double? Accuracy, double? ValidationLoss, double? ValidationAccuracy)
    {
        // Older files have none.
        public float LearningRate { get; init; }
    }
}
