using System.Runtime.ExceptionServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Threads that share the loops of one training or scoring call. A loop's items are cut into one contiguous share a thread,
/// and each share into a few pieces; the pieces depend on nothing but the loop, and a piece is done by one thread, so the
/// results don't depend on who did it. A thread does its own share first, whose data is in its cache, and then what is left of
/// the others': so a thread whose core is taken away for a while holds the others up for a piece, not for a share. Workers spin
/// for a short while after a loop, because the next one follows within microseconds, and then sleep; a worker that has not
/// begun when the work is done is not waited for. Not re-entrant: one caller at a time; several teams may live side by side.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    /// <summary>
    /// Work that each thread should have: about 10 microseconds of multiply-adds. A loop is handed over in a tenth of one, but
    /// what a thread writes another has to fetch later (with half as much, small tables took twice as long on two threads).
    /// </summary>
    private const long FlopsPerThread = 1_000_000;

    /// <summary>Pieces of a share.</summary>
    private const int MostPieces = 4;

    /// <summary>Numbers from one share's counter to the next one's: they must not share a cache line.</summary>
    private const int CounterStride = 32;

    private readonly TeamWorker?[] _workers;

    // For each share the next piece that nobody has taken.
    private readonly int[] _nextPiece;

    private Action<int, int>? _body;
    private int _items;
    private int _shares;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Makes the team. Its threads start with the first loop that has work for them: a small training starts none.</summary>
    /// <param name="threads">Threads in all, the caller's included; 1 or more.</param>
    public WorkerTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _workers = new TeamWorker?[threads - 1];
        _nextPiece = new int[threads * CounterStride];
    }

    /// <summary>Threads in all, the caller's included.</summary>
    public int Threads => _workers.Length + 1;

    /// <summary>Calls <paramref name="body"/> with ranges (first, end) that cover 0 to <paramref name="items"/>, and waits.</summary>
    /// <param name="items">Number of items.</param>
    /// <param name="flops">
    /// Estimated work of the whole loop, in multiply-adds and additions of a matrix product (100 a nanosecond): small loops run
    /// on fewer threads.
    /// </param>
    /// <param name="body">Must treat each item alike, whatever the range that it comes in.</param>
    public void Run(int items, long flops, Action<int, int> body)
    {
        var shares = (int)Math.Min(Math.Min(Threads, items), flops / FlopsPerThread);
        if (shares <= 1)
        {
            body(0, items);
            return;
        }

        // All threads first: where the system refuses one, nothing must have begun.
        for (var i = 1; i < shares; i++)
        {
            _workers[i - 1] ??= StartWorker(i);
        }

        _body = body;
        _items = items;
        _shares = shares;
        Array.Clear(_nextPiece);
        var workers = _workers.AsSpan(0, shares - 1);
        foreach (var worker in workers)
        {
            worker!.Offer();
        }

        RunPieces(0);
        foreach (var worker in workers)
        {
            if (!worker!.TryTakeBack())
            {
                worker.Wait();
            }
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
        foreach (var worker in _workers)
        {
            worker?.Dispose();
        }
    }

    private TeamWorker StartWorker(int share) => new($"Mlp worker {share}", () => RunPieces(share));

    private void RunPieces(int ownShare)
    {
        for (var i = 0; i < _shares; i++)
        {
            var share = (ownShare + i) % _shares;
            var first = (int)((long)_items * share / _shares);
            var length = (int)((long)_items * (share + 1) / _shares) - first;
            var pieces = Math.Min(length, MostPieces);
            int piece;
            while ((piece = Interlocked.Increment(ref _nextPiece[share * CounterStride]) - 1) < pieces)
            {
                RunItems(first + (int)((long)length * piece / pieces), first + (int)((long)length * (piece + 1) / pieces));
            }
        }
    }

    private void RunItems(int first, int end)
    {
        try
        {
            _body!(first, end);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
        }
    }
}
