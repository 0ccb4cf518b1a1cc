namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Ten rows in batches of 4, 4 and 2, each row taking a second on the clock; the row for validation takes none.</summary>
internal sealed class TimedTraining(double secondsPerRow = 1)
{
    private const float Marker = 77;

    private static readonly TrainingData Data = Rows.Line([.. Enumerable.Range(0, 10).Select(i => (0.1f * i, 1 - (0.3f * i)))]);

    private readonly FixedClock _clock = new();

    public int RowsSeen { get; private set; }

    public Network Run(Func<Loss, TimeProvider, TrainingOptions> options, bool validation = false) => NetworkTrainer.Train(
        Rows.Linear,
        Data,
        options(new ObservedLoss(OnRow), _clock),
        validation ? Rows.Line((0, Marker)) : null);

    private double? OnRow(float target)
    {
        if (target != Marker)
        {
            RowsSeen++;
            _clock.Now += TimeSpan.FromSeconds(secondsPerRow);
        }

        return null;
    }
}
