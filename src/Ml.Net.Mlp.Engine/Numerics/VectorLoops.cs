namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Runs loops at a vector width.</summary>
internal static class VectorLoops
{
    public static void Run<TLoop>(SimdLevel level, TLoop loop)
        where TLoop : struct, IVectorLoop
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                loop.Run<Vec512>();
                break;
            case SimdLevel.Vector256:
                loop.Run<Vec256>();
                break;
            case SimdLevel.Vector128:
                loop.Run<Vec128>();
                break;
            default:
                loop.Run<Vec1>();
                break;
        }
    }
}
