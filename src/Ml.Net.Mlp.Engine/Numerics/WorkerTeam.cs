using System.Runtime.ExceptionServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Threads that share the loops of one training or scoring call. A loop's items are cut into one contiguous range a
/// thread, so an item's owner is fixed. Workers spin for a short while after a loop, because the next one follows within
/// microseconds, and then sleep. Not re-entrant: one caller at a time; several teams may live side by side.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    /// <summary>Work below which a second thread costs more than it saves (about 10 microseconds of multiply-adds).</summary>
    private const long FlopsPerThread = 500_000;

    private const int SpinsBeforeSleep = 20_000;

    private readonly Worker[] _workers;

    private Action<int, int>? _body;
    private int _items;
    private int _participants;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _stop;

    /// <summary>Starts the team.</summary>
    /// <param name="threads">Threads in all, the caller's included; 1 or more.</param>
    public WorkerTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _workers = new Worker[threads - 1];
        for (var i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Worker(this, i + 1);
        }
    }

    /// <summary>Threads in all, the caller's included.</summary>
    public int Threads => _workers.Length + 1;

    /// <summary>Calls <paramref name="body"/> with ranges (first, end) that cover 0 to <paramref name="items"/>, and waits.</summary>
    /// <param name="items">Number of items.</param>
    /// <param name="flops">Estimated work of the whole loop: small loops run on fewer threads.</param>
    /// <param name="body">Must treat each item alike, whatever the range that it comes in.</param>
    public void Run(int items, long flops, Action<int, int> body)
    {
        var participants = (int)Math.Min(Math.Min(Threads, items), 1 + (flops / FlopsPerThread));
        if (participants <= 1)
        {
            body(0, items);
            return;
        }

        _body = body;
        _items = items;
        _participants = participants;
        for (var i = 0; i < participants - 1; i++)
        {
            _workers[i].Start();
        }

        RunShare(0);
        for (var i = 0; i < participants - 1; i++)
        {
            _workers[i].Wait();
        }

        _body = null;
        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }
    }

    /// <summary>Ends the threads and waits until they have gone.</summary>
    public void Dispose()
    {
        _stop = true;
        foreach (var worker in _workers)
        {
            worker.Dispose();
        }
    }

    private void RunShare(int index)
    {
        var first = (int)((long)_items * index / _participants);
        var end = (int)((long)_items * (index + 1) / _participants);
        try
        {
            _body!(first, end);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
        }
    }

    /// <summary>One thread; its two counters say how many loops it was given and how many it has done.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly WorkerTeam _team;
        private readonly int _index;
        private readonly Thread _thread;
        private readonly SemaphoreSlim _wake = new(0);

        private int _given;
        private int _done;
        private int _asleep;

        public Worker(WorkerTeam team, int index)
        {
            _team = team;
            _index = index;
            _thread = new Thread(Loop) { IsBackground = true, Name = $"Mlp worker {index}" };
            _thread.Start();
        }

        public void Start()
        {
            // A full fence between publishing the loop and looking whether the worker sleeps: it does the two in the
            // other order, so one of both sees the other.
            Interlocked.Increment(ref _given);
            if (Volatile.Read(ref _asleep) != 0 && Interlocked.Exchange(ref _asleep, 0) != 0)
            {
                _wake.Release();
            }
        }

        public void Wait()
        {
            var spinner = default(SpinWait);
            var spins = 0;
            while (Volatile.Read(ref _done) != _given)
            {
                if (++spins < SpinsBeforeSleep)
                {
                    Thread.SpinWait(1);
                }
                else
                {
                    spinner.SpinOnce();
                }
            }
        }

        public void Dispose()
        {
            Start();
            _thread.Join();
            _wake.Dispose();
        }

        private void Loop()
        {
            var seen = 0;
            while (true)
            {
                AwaitWork(seen);
                seen++;
                if (_team._stop)
                {
                    return;
                }

                _team.RunShare(_index);
                Volatile.Write(ref _done, seen);
            }
        }

        private void AwaitWork(int seen)
        {
            for (var spins = 0; spins < SpinsBeforeSleep; spins++)
            {
                if (Volatile.Read(ref _given) != seen)
                {
                    return;
                }

                Thread.SpinWait(1);
            }

            Interlocked.Exchange(ref _asleep, 1);
            if (Volatile.Read(ref _given) != seen && Interlocked.Exchange(ref _asleep, 0) != 0)
            {
                return;
            }

            _wake.Wait();
        }
    }
}
