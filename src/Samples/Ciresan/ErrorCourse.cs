using System.Globalization;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Ciresan;

/// <summary>Follows a training from epoch to epoch: prints the errors, lowers the rate as time runs out, and ends it then.</summary>
/// <param name="display">Where lines go.</param>
/// <param name="images">Test images.</param>
/// <param name="minutes">The time that there is, with what was used before an interruption; null for no limit.</param>
/// <param name="lowersRate">Whether the learning rate falls with the time.</param>
internal sealed class ErrorCourse(TrainingDisplay display, int images, double? minutes, bool lowersRate)
{
    // A factor must be above 0.
    private const double LeastFactor = 1e-4;
    private const int Parts = 100_000;

    private bool _hasHead;

    /// <summary>Wrong answers behind a share of right ones.</summary>
    public static int Errors(EpochResult epoch, int images) => (int)Math.Round((1 - epoch.ValidationAccuracy!.Value) * images);

    /// <summary>For the trainer's option EpochEnd.</summary>
    public void EndEpoch(EpochControl control)
    {
        var epoch = control.Result;
        var seconds = control.Epochs.Sum(e => e.Seconds);
        var fewest = control.Epochs.Min(e => Errors(e, images));
        if (!_hasHead)
        {
            _hasHead = true;
            display.Write("   epoch    hours      loss  accuracy  test errors  fewest       rate  seconds");
        }

        display.Write(Text($"{epoch.Epoch,8}  {seconds / 3600,7:F3}  {epoch.Loss,8:F4}  {epoch.Accuracy,8:F4}  {Errors(epoch, images),11}  {fewest,6}  {epoch.LearningRate,9:0.0E+00}  {epoch.Seconds,7:F2}"));
        if (minutes is not { } limit)
        {
            display.Status(Text($"epoch {epoch.Epoch + 1} of {control.Progress.Epochs}, about {Math.Ceiling(control.Progress.Remaining.TotalMinutes)} minutes to go (Ctrl-C: stop and keep)"));
            return;
        }

        display.Status(Text($"epoch {epoch.Epoch + 1}, about {Math.Ceiling(limit - (seconds / 60))} minutes to go (Ctrl-C: stop and keep)"));
        var next = epoch.Seconds;
        if (lowersRate)
        {
            // That of the middle of the next epoch.
            var share = (seconds + (next / 2)) / (60 * limit);
            control.LearningRateFactor = Math.Max(LeastFactor, LearningRateSchedule.Cosine().FactorAt(Math.Min(Parts - 1, (long)(share * Parts)), 1, Parts));
        }

        if (seconds + next > 60 * limit)
        {
            control.Stop();
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
