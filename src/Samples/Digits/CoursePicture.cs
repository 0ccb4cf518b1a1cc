using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Digits;

/// <summary>Loss and accuracy of one training, epoch by epoch.</summary>
internal static class CoursePicture
{
    /// <summary>Draws them.</summary>
    /// <param name="pictures">Where it goes.</param>
    /// <param name="file">Its file.</param>
    /// <param name="title">What was trained.</param>
    /// <param name="history">Its course.</param>
    /// <param name="other">What the rows that were not trained on are called.</param>
    public static void Save(PictureFolder pictures, string file, string title, TrainingHistory history, string other) => pictures.Save(
        file,
        title,
        $"Loss and accuracy of the training rows and of the {other} rows, epoch by epoch.",
        columns: 2, panelWidth: 470, panelHeight: 340,
        new CurvesPanel("Loss", "epoch", "cross-entropy",
        [
            Curve.OfEpochs("training", history.Select(epoch => epoch.Loss)),
            Curve.OfEpochs(other, history.Select(epoch => epoch.ValidationLoss!.Value), colour: 1, isDashed: true),
        ]),
        new CurvesPanel("Accuracy", "epoch", "share of right answers",
        [
            Curve.OfEpochs("training", history.Select(epoch => epoch.Accuracy!.Value)),
            Curve.OfEpochs(other, history.Select(epoch => epoch.ValidationAccuracy!.Value), colour: 1, isDashed: true),
        ]));
}
