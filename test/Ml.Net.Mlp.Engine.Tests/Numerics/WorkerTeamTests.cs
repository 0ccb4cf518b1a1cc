using System.Collections.Concurrent;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Threads that share loops.</summary>
public sealed class WorkerTeamTests
{
    private const long LargeLoop = long.MaxValue / 4;

    /// <summary>Far beyond what any of this takes: a hang must end as a failure.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_item_is_done_exactly_once_in_ranges_that_depend_on_the_loop_only(int threads)
    {
        using var team = new WorkerTeam(threads);
        team.Threads.Should().Be(threads);
        foreach (var items in new[] { 0, 1, 2, 3, 4, 5, 6, 7, 63, 64, 65, 1001 })
        {
            var counts = new int[items];
            var ranges = new ConcurrentBag<(int First, int End)>();
            team.Run(items, LargeLoop, (first, end) =>
            {
                ranges.Add((first, end));
                for (var i = first; i < end; i++)
                {
                    Interlocked.Increment(ref counts[i]);
                }
            });

            counts.Should().Equal(Enumerable.Repeat(1, items));
            var shares = Math.Max(1, Math.Min(threads, items));
            var pieces = threads == 1 || items < 2
                ? [(0, items)]
                : Enumerable.Range(0, shares).SelectMany(share => Pieces(items * share / shares, items * (share + 1) / shares));
            ranges.Order().Should().Equal(pieces);
        }
    }

    [Fact]
    public void What_a_held_up_thread_leaves_is_done_by_the_others()
    {
        using var team = new WorkerTeam(2);
        using var othersDone = new ManualResetEventSlim();
        var left = 8;
        var heldUp = 0;

        // The first piece of the worker's share takes until all others are done: nobody may wait for it with work left.
        team.Run(8, LargeLoop, (first, end) =>
        {
            if (first == 4)
            {
                othersDone.Wait(Deadline).Should().BeTrue("the caller takes over the rest of the share");
                heldUp = left;
            }

            if (Interlocked.Add(ref left, first - end) == 1)
            {
                othersDone.Set();
            }
        });

        (heldUp, left).Should().Be((1, 0));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_999_999, 1)]
    [InlineData(2_000_000, 2)]
    [InlineData(3_999_999, 3)]
    [InlineData(4_000_000, 4)]
    [InlineData(long.MaxValue, 4)]
    public void A_loop_gets_as_many_threads_as_its_work_is_worth(long flops, int shares)
    {
        using var team = new WorkerTeam(4);
        var calls = 0;
        team.Run(1000, flops, (_, _) => Interlocked.Increment(ref calls));

        calls.Should().Be(shares == 1 ? 1 : 4 * shares, "a share of a loop that is handed out has four pieces");
    }

    [Fact]
    public void A_small_loop_runs_on_the_caller()
    {
        using var team = new WorkerTeam(4);
        var thread = 0;
        team.Run(1000, 1000, (_, _) => thread = Environment.CurrentManagedThreadId);

        thread.Should().Be(Environment.CurrentManagedThreadId);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void All_threads_of_a_team_take_part(int threads)
    {
        using var team = new WorkerTeam(threads);

        Meet(team).Distinct().Should().HaveCount(threads);
    }

    [Fact]
    public void A_worker_that_sleeps_is_woken()
    {
        using var team = new WorkerTeam(3);
        var workers = Meet(team).Where(thread => thread != Thread.CurrentThread).ToArray();
        for (var round = 0; round < 3; round++)
        {
            SpinWait.SpinUntil(() => workers.All(Sleeps), Deadline).Should().BeTrue("workers without work go to sleep");

            Meet(team).Distinct().Should().HaveCount(3);
        }

        static bool Sleeps(Thread worker) => worker.ThreadState.HasFlag(ThreadState.WaitSleepJoin);
    }

    [Fact]
    public void Disposing_ends_the_threads()
    {
        var team = new WorkerTeam(4);
        var workers = Meet(team).Where(thread => thread != Thread.CurrentThread).ToArray();
        workers.Should().HaveCount(3).And.OnlyContain(worker => worker.IsAlive && worker.IsBackground);

        team.Dispose();

        workers.Should().OnlyContain(worker => !worker.IsAlive);
    }

    [Fact]
    public void A_team_that_never_worked_can_be_disposed_of()
    {
        for (var i = 0; i < 50; i++)
        {
            new WorkerTeam(3).Dispose();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_failure_of_any_share_reaches_the_caller_and_the_team_stays_usable(int failing)
    {
        using var team = new WorkerTeam(3);
        for (var round = 0; round < 20; round++)
        {
            var others = 0;
            var run = () => team.Run(3, LargeLoop, (first, _) =>
            {
                if (first == failing)
                {
                    throw new InvalidDataException($"share {first}");
                }

                Interlocked.Increment(ref others);
            });

            run.Should().Throw<InvalidDataException>().WithMessage($"share {failing}");
            others.Should().Be(2, "the other shares are finished before the failure is reported");
            Sum(team, 100).Should().Be(4950);
        }
    }

    [Fact]
    public void One_of_several_failures_reaches_the_caller_once()
    {
        using var team = new WorkerTeam(4);
        var run = () => team.Run(4, LargeLoop, (first, _) => throw new InvalidDataException($"share {first}"));

        run.Should().Throw<InvalidDataException>().WithMessage("share ?");
        Sum(team, 100).Should().Be(4950);
    }

    [Fact]
    public void A_failure_of_a_small_loop_reaches_the_caller()
    {
        using var team = new WorkerTeam(2);
        var run = () => team.Run(1, 0, (_, _) => throw new InvalidDataException("small"));

        run.Should().Throw<InvalidDataException>().WithMessage("small");
        Sum(team, 100).Should().Be(4950);
    }

    [Fact]
    public async Task Two_teams_work_side_by_side()
    {
        var callers = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using var team = new WorkerTeam(3);
                return Enumerable.Range(0, 500).Sum(_ => Sum(team, 100));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();

        var sums = await Task.WhenAll(callers).WaitAsync(Deadline);
        sums.Should().Equal(500 * 4950, 500 * 4950);
    }

    [Fact]
    public void A_body_may_use_another_team()
    {
        using var outer = new WorkerTeam(2);
        using var inner1 = new WorkerTeam(2);
        using var inner2 = new WorkerTeam(2);
        var sums = new int[2];
        for (var round = 0; round < 200; round++)
        {
            outer.Run(2, LargeLoop, (first, end) =>
            {
                for (var i = first; i < end; i++)
                {
                    sums[i] += Sum(i == 0 ? inner1 : inner2, 100);
                }
            });
        }

        sums.Should().Equal(200 * 4950, 200 * 4950);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Many_short_loops_all_end_with_all_their_items_done(int threads)
    {
        const int Loops = 5000;
        var work = Task.Factory.StartNew(
            () =>
            {
                using var team = new WorkerTeam(threads);
                var counts = new int[7];
                for (var loop = 0; loop < Loops; loop++)
                {
                    team.Run(counts.Length, LargeLoop, (first, end) =>
                    {
                        for (var i = first; i < end; i++)
                        {
                            counts[i]++;
                        }
                    });
                }

                return counts;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var done = await work.WaitAsync(Deadline);
        done.Should().OnlyContain(count => count == Loops);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_team_has_at_least_one_thread(int threads)
    {
        var create = () => new WorkerTeam(threads);

        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("threads");
    }

    // Each share waits until all have begun, so no thread can do two of them.
    private static Thread[] Meet(WorkerTeam team)
    {
        var threads = new Thread[team.Threads];
        using var begun = new CountdownEvent(team.Threads);
        team.Run(threads.Length, LargeLoop, (first, _) =>
        {
            threads[first] = Thread.CurrentThread;
            begun.Signal();
            if (!begun.Wait(Deadline))
            {
                throw new TimeoutException("A thread of the team did not begin its share.");
            }
        });
        return threads;
    }

    private static IEnumerable<(int First, int End)> Pieces(int first, int end)
    {
        var pieces = Math.Min(4, end - first);
        return Enumerable.Range(0, pieces).Select(
            piece => (first + ((end - first) * piece / pieces), first + ((end - first) * (piece + 1) / pieces)));
    }

    private static int Sum(WorkerTeam team, int items)
    {
        var sum = 0;
        team.Run(items, LargeLoop, (first, end) =>
        {
            for (var i = first; i < end; i++)
            {
                Interlocked.Add(ref sum, i);
            }
        });
        return sum;
    }
}
