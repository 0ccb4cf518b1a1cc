namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A clock that the test sets.</summary>
internal sealed class FixedClock : TimeProvider
{
    public TimeSpan Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
