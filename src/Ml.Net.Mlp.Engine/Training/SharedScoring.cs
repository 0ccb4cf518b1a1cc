using System.Runtime.ExceptionServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// One scoring call on several threads: each takes the next block of rows until none is left. The threads are the caller's
/// and those that the thread pool can spare, so that calls inside calls, or side by side, do not add up to more threads than
/// the process may use; where none can be spared, the caller computes all blocks.
/// </summary>
internal sealed class SharedScoring
{
    private readonly PassPool _passes;
    private readonly ScoringRows _rows;
    private readonly int _blockRows;

    private int _blocksTaken;
    private ExceptionDispatchInfo? _failure;

    private SharedScoring(PassPool passes, ScoringRows rows, int blockRows)
    {
        _passes = passes;
        _rows = rows;
        _blockRows = blockRows;
    }

    /// <summary>Computes the outputs.</summary>
    /// <param name="passes">Where the threads get their scratch memory.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="threads">Threads at most: 2 or more, and no more than rows.</param>
    public static void Run(PassPool passes, ScoringRows rows, int threads)
    {
        // Few rows are cut into smaller blocks, so that each thread has one.
        var blockRows = Math.Min(passes.Rows, ((rows.Count - 1) / threads) + 1);
        var call = new SharedScoring(passes, rows, blockRows);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => call.TakeBlocks());
        call._failure?.Throw();
    }

    private void TakeBlocks()
    {
        try
        {
            NetworkPass? pass = null;
            while (_failure == null && TryTakeBlock(out var first))
            {
                pass ??= _passes.Rent();
                _rows.Score(pass, first, Math.Min(_blockRows, _rows.Count - first));
            }

            if (pass != null)
            {
                _passes.Return(pass);
            }
        }
        catch (Exception e)
        {
            // Thrown again by the caller's thread, as itself and not wrapped.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
        }
    }

    private bool TryTakeBlock(out int first)
    {
        var start = (Interlocked.Increment(ref _blocksTaken) - 1L) * _blockRows;
        first = (int)Math.Min(start, _rows.Count);
        return start < _rows.Count;
    }
}
