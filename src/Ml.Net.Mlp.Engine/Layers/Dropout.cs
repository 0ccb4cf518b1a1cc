using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes a <see cref="DropoutLayer"/>. Whether a value is dropped is a pure function of seed, step, layer, row and
/// column, so backward makes the same mask again and none is stored.
/// </summary>
internal sealed unsafe class Dropout : Layer
{
    /// <summary>One 64-bit draw decides four values, 16 bits each.</summary>
    private const int ValuesPerDraw = 4;

    private readonly int _index;
    private readonly uint _threshold;
    private readonly float _scale;
    private readonly int _drawsPerRow;
    private readonly Action<int, int> _forwardRows;
    private readonly Action<int, int> _backwardRows;

    private LayerPass _pass = null!;

    public Dropout(int inputs, float rate, int index)
        : base(inputs, inputs)
    {
        _index = index;
        _threshold = Math.Min((uint)MathF.Round(rate * 65536f), 65535);
        _scale = 65536f / (65536f - _threshold);
        _drawsPerRow = (inputs + ValuesPerDraw - 1) / ValuesPerDraw;
        _forwardRows = (first, end) => ForwardBlock(_pass, new MatrixBlock(first, end, 0, Inputs));
        _backwardRows = (first, end) => BackwardBlock(_pass, new MatrixBlock(first, end, 0, Inputs));
    }

    public override bool IsTrainingOnly => true;

    public override bool IsElementwise => true;

    public override bool MakesZeros => true;

    public override bool PassesZeros => true;

    public override void Forward(LayerPass pass) => Run(pass, _forwardRows);

    public override void Backward(LayerPass pass)
    {
        if (pass.InputGradient != null)
        {
            Run(pass, _backwardRows);
        }
    }

    public override void ForwardBlock(LayerPass pass, MatrixBlock block) => Mask(pass, pass.Input, pass.Output, block);

    public override void BackwardBlock(LayerPass pass, MatrixBlock block) =>
        Mask(pass, pass.OutputGradient!, pass.InputGradient!, block);

    private void Run(LayerPass pass, Action<int, int> rows)
    {
        _pass = pass;
        pass.Team.Run(pass.Rows, 20L * pass.Rows * Inputs, rows);
    }

    private void Mask(LayerPass pass, Matrix source, Matrix destination, MatrixBlock block)
    {
        var key = CounterRandom.Key(pass.Seed, RandomPurpose.Dropout, pass.Step, _index);
        var columns = source.ColumnsIn(block);
        for (var row = block.FirstRow; row < block.EndRow; row++)
        {
            MaskRow(
                pass.Level,
                source.Row(row) + block.FirstColumn,
                destination.Row(row) + block.FirstColumn,
                columns,
                key,
                ((long)row * _drawsPerRow) + (block.FirstColumn / ValuesPerDraw));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MaskRow(SimdLevel level, float* from, float* to, int columns, ulong key, long draw)
    {
        var column = 0;
        if (level == SimdLevel.Vector512 && Avx512DQ.IsSupported)
        {
            var threshold = Vector512.Create((ushort)_threshold);
            var scale = Vector512.Create(_scale);
            for (; column <= columns - Vector512<ushort>.Count; column += Vector512<ushort>.Count, draw += Vector512<ulong>.Count)
            {
                // The four 16-bit parts of a draw stand in the order of its columns, so eight draws decide 32 columns.
                var keep = Vector512.GreaterThanOrEqual(CounterRandom.At512(key, draw).AsUInt16(), threshold).AsInt16();
                var low = (Vector512.Load(from + column) * scale).AsInt32() & Vector512.WidenLower(keep);
                var high = (Vector512.Load(from + column + 16) * scale).AsInt32() & Vector512.WidenUpper(keep);
                low.AsSingle().Store(to + column);
                high.AsSingle().Store(to + column + 16);
            }
        }
        else if (level >= SimdLevel.Vector256)
        {
            var threshold = Vector256.Create((ushort)_threshold);
            var scale = Vector256.Create(_scale);
            for (; column <= columns - Vector256<ushort>.Count; column += Vector256<ushort>.Count, draw += Vector256<ulong>.Count)
            {
                var keep = Vector256.GreaterThanOrEqual(CounterRandom.At256(key, draw).AsUInt16(), threshold).AsInt16();
                var low = (Vector256.Load(from + column) * scale).AsInt32() & Vector256.WidenLower(keep);
                var high = (Vector256.Load(from + column + 8) * scale).AsInt32() & Vector256.WidenUpper(keep);
                low.AsSingle().Store(to + column);
                high.AsSingle().Store(to + column + 8);
            }
        }

        for (; column <= columns - ValuesPerDraw; column += ValuesPerDraw)
        {
            var bits = CounterRandom.At(key, draw++);
            to[column] = Keep((uint)bits & 0xFFFF, from[column]);
            to[column + 1] = Keep((uint)(bits >> 16) & 0xFFFF, from[column + 1]);
            to[column + 2] = Keep((uint)(bits >> 32) & 0xFFFF, from[column + 2]);
            to[column + 3] = Keep((uint)(bits >> 48), from[column + 3]);
        }

        for (var bits = CounterRandom.At(key, draw); column < columns; column++, bits >>= 16)
        {
            to[column] = Keep((uint)bits & 0xFFFF, from[column]);
        }
    }

    // Without a branch, which would be mispredicted as often as values are dropped: all bits of the mask are set where
    // the draw is not below the threshold.
    private float Keep(uint bits, float value) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value * _scale) & ((int)(_threshold - 1 - bits) >> 31));
}
