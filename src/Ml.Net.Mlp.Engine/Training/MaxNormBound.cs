using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Keeps the norm of each unit's incoming weights in a bound (Srivastava et al., 2014): where it is larger, they are scaled
/// down to it. A vector holds the weights of as many units, so the sums are the same at any width.
/// </summary>
internal sealed unsafe class MaxNormBound
{
    /// <summary>Inputs whose squares are summed before the sum joins the whole: rounding errors stay small.</summary>
    private const int ChunkRows = 64;

    private readonly WorkerTeam _team;
    private readonly SimdLevel _level;
    private readonly AlignedBuffer _parameters;
    private readonly float _largest;
    private readonly (long First, int Rows)[] _panels;
    private readonly long _flops;
    private readonly Action<int, int> _boundPanels;

    /// <summary>Prepares.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="level">The instruction set.</param>
    /// <param name="parameters">The flat parameters.</param>
    /// <param name="parts">Parts of them; the weights among them are bounded.</param>
    /// <param name="largest">The bound.</param>
    public MaxNormBound(
        WorkerTeam team, SimdLevel level, AlignedBuffer parameters, IEnumerable<UpdatedPart> parts, float largest)
    {
        _team = team;
        _level = level;
        _parameters = parameters;
        _largest = largest;
        var weights = parts.Where(part => part.Part.Kind == ParameterKind.Weights).ToList();
        _panels = [.. weights.SelectMany(Panels)];
        _flops = 20L * weights.Sum(part => part.Part.Size);
        _boundPanels = BoundPanels;
    }

    /// <summary>Scales the weights of the units that are out of the bound.</summary>
    public void Apply() => _team.Run(_panels.Length, _flops, _boundPanels);

    private static IEnumerable<(long First, int Rows)> Panels(UpdatedPart weights)
    {
        var rows = PanelLayout.Pad(weights.Part.Rows);
        return Enumerable.Range(0, PanelLayout.Panels(weights.Part.Columns))
            .Select(panel => (weights.First + ((long)panel * rows * PanelLayout.Width), rows));
    }

    private void BoundPanels(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            var (place, rows) = _panels[i];
            var panel = _parameters.Pointer + place;
            switch (_level)
            {
                case SimdLevel.Vector512:
                    Bound<Vec512>(panel, rows);
                    break;
                case SimdLevel.Vector256:
                    Bound<Vec256>(panel, rows);
                    break;
                case SimdLevel.Vector128:
                    Bound<Vec128>(panel, rows);
                    break;
                default:
                    Bound<Vec1>(panel, rows);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Bound<T>(float* panel, int rows) where T : struct, IVec<T>
    {
        var (one, largest) = (T.Create(1), T.Create(_largest));
        for (var column = 0; column < PanelLayout.Width; column += T.Count)
        {
            var squares = T.Zero;
            for (var chunk = 0; chunk < rows; chunk += ChunkRows)
            {
                var sum = T.Zero;
                for (var row = chunk; row < Math.Min(rows, chunk + ChunkRows); row++)
                {
                    var weight = T.Load(panel + ((nint)row * PanelLayout.Width) + column);
                    sum = T.FusedMultiplyAdd(weight, weight, sum);
                }

                squares += sum;
            }

            // A unit without weights has no norm to divide by; the comparison then takes the 1.
            var norm = T.Sqrt(squares);
            var scale = T.SelectLess(largest, norm, largest / norm, one);
            for (var row = 0; row < rows; row++)
            {
                var place = panel + ((nint)row * PanelLayout.Width) + column;
                T.Store(scale * T.Load(place), place);
            }
        }
    }
}
