using System.Runtime.CompilerServices;
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
    private readonly Action<int, int> _forwardRows;
    private readonly Action<int, int> _backwardRows;

    private LayerPass _pass = null!;
    private ulong _key;

    public Dropout(int inputs, float rate, int index)
        : base(inputs, inputs)
    {
        _index = index;
        _threshold = Math.Min((uint)MathF.Round(rate * 65536f), 65535);
        _scale = 65536f / (65536f - _threshold);
        _forwardRows = (first, end) => Mask(_pass.Input, _pass.Output, first, end);
        _backwardRows = (first, end) => Mask(_pass.OutputGradient!, _pass.InputGradient!, first, end);
    }

    public override bool IsTrainingOnly => true;

    public override void Forward(LayerPass pass) => Run(pass, _forwardRows);

    public override void Backward(LayerPass pass)
    {
        if (pass.InputGradient != null)
        {
            Run(pass, _backwardRows);
        }
    }

    private void Run(LayerPass pass, Action<int, int> rows)
    {
        _pass = pass;
        _key = CounterRandom.Key(pass.Seed, RandomPurpose.Dropout, pass.Step, _index);
        pass.Team.Run(pass.Rows, 20L * pass.Rows * Inputs, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mask(Matrix source, Matrix destination, int first, int end)
    {
        var drawsPerRow = (Inputs + ValuesPerDraw - 1) / ValuesPerDraw;
        for (var row = first; row < end; row++)
        {
            var from = source.Row(row);
            var to = destination.Row(row);
            var draw = (long)row * drawsPerRow;
            var column = 0;
            for (; column <= Inputs - ValuesPerDraw; column += ValuesPerDraw)
            {
                var bits = CounterRandom.At(_key, draw++);
                to[column] = Keep((uint)bits & 0xFFFF, from[column]);
                to[column + 1] = Keep((uint)(bits >> 16) & 0xFFFF, from[column + 1]);
                to[column + 2] = Keep((uint)(bits >> 32) & 0xFFFF, from[column + 2]);
                to[column + 3] = Keep((uint)(bits >> 48), from[column + 3]);
            }

            for (var bits = CounterRandom.At(_key, draw); column < Inputs; column++, bits >>= 16)
            {
                to[column] = Keep((uint)bits & 0xFFFF, from[column]);
            }
        }
    }

    // Without a branch, which would be mispredicted as often as values are dropped: all bits of the mask are set where
    // the draw is not below the threshold.
    private float Keep(uint bits, float value) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value * _scale) & ((int)(_threshold - 1 - bits) >> 31));
}
