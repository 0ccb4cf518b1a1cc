using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Offers that a worker takes, or that its owner takes back.</summary>
public sealed class TeamWorkerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public void An_offer_is_either_done_by_the_worker_or_taken_back()
    {
        const int Offers = 20_000;
        var done = 0;
        var takenBack = 0;
        using (var worker = new TeamWorker("test", () => done++))
        {
            for (var i = 0; i < Offers; i++)
            {
                worker.Offer();
                if (i % 3 != 0 && worker.TryTakeBack())
                {
                    takenBack++;
                }

                worker.Wait();
            }
        }

        (done + takenBack).Should().Be(Offers);
        done.Should().BeGreaterThanOrEqualTo(Offers / 3);
    }

    [Fact]
    public void What_the_worker_has_begun_cannot_be_taken_back()
    {
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        using var worker = new TeamWorker("test", () =>
        {
            begun.Set();
            go.Wait(Deadline);
        });
        worker.Offer();
        begun.Wait(Deadline).Should().BeTrue();

        worker.TryTakeBack().Should().BeFalse();

        go.Set();
        worker.Wait();
        worker.TryTakeBack().Should().BeFalse("nothing is on offer any more");
    }
}
