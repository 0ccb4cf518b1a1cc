namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A clock that calls back when it is looked at.</summary>
internal sealed class CountingClock(Action onLook) : TimeProvider
{
    public Func<TimeSpan> Now { get; init; } = () => TimeSpan.Zero;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        onLook();
        return Now().Ticks;
    }
}
