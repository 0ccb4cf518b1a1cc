using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Keeps the scratch memory of scoring calls, so that the next call allocates none. Safe for several threads.</summary>
internal sealed class PassPool(NetworkDescription description, AlignedBuffer parameters, int rows, bool sparse = false)
{
    // A team of one starts no thread and keeps no state between calls, so all passes share it.
    private static readonly WorkerTeam Alone = new(1);

    private readonly NetworkPass?[] _free = new NetworkPass?[Math.Max(2, Environment.ProcessorCount)];

    /// <summary>Rows that a pass has room for.</summary>
    public int Rows => rows;

    public NetworkPass Rent()
    {
        for (var i = 0; i < _free.Length; i++)
        {
            if (Interlocked.Exchange(ref _free[i], null) is { } pass)
            {
                return pass;
            }
        }

        return new NetworkPass(description, rows, Alone, SimdSupport.Best, parameters, sparse: sparse);
    }

    public void Return(NetworkPass pass)
    {
        for (var i = 0; i < _free.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _free[i], pass, null) == null)
            {
                return;
            }
        }
    }
}
