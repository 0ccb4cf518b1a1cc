using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Mixes the rows of a mini-batch, each with that of its place in a random order.</summary>
internal sealed unsafe class MixupStep : AugmentationStep
{
    private readonly double _alpha;
    private readonly AugmentedBatch _batch;
    private readonly int _index;
    private readonly double[] _weights;
    private readonly float[] _targets;
    private readonly int[] _partners;
    private readonly Action<int, int> _copyRows;
    private readonly Action<int, int> _mixRows;

    private Matrix? _features;

    public MixupStep(double alpha, AugmentedBatch batch, int index)
    {
        _alpha = alpha;
        _batch = batch;
        _index = index;
        _weights = new double[batch.Weights.Length];
        _targets = new float[batch.Targets.Length];
        _partners = new int[batch.Weights.Length];
        _copyRows = CopyRows;
        _mixRows = MixRows;
    }

    public override void Run()
    {
        if (_alpha == 0 || _batch.Count < 2)
        {
            return;
        }

        _batch.SpreadClasses();
        _batch.Weights.CopyTo(_weights);
        _batch.Targets.CopyTo(_targets);
        _features ??= new Matrix(_weights.Length, _batch.Features.Columns);
        DrawPartners();

        // A value takes a tenth of a nanosecond to copy and about two tenths to mix, a λ half a microsecond.
        var values = (long)_batch.Count * _features.Stride;
        _batch.Team.Run(_batch.Count, 10 * values, _copyRows);
        _batch.Team.Run(_batch.Count, (20 * values) + (50_000L * _batch.Count), _mixRows);
    }

    private void DrawPartners()
    {
        for (var row = 0; row < _batch.Count; row++)
        {
            _partners[row] = row;
        }

        // The first row's stream gives its λ, so the order has another one.
        new CounterRandom(~_batch.Key(RandomPurpose.Augmentation, 0, _index)).Shuffle(_partners.AsSpan(0, _batch.Count));
    }

    private void CopyRows(int first, int end)
    {
        for (var row = first; row < end; row++)
        {
            _batch.Features.RowSpan(row).CopyTo(_features!.RowSpan(row));
        }
    }

    private void MixRows(int first, int end)
    {
        for (var row = first; row < end; row++)
        {
            var random = new CounterRandom(_batch.Key(RandomPurpose.Augmentation, row, _index));
            var share = (float)BetaDistribution.Draw(ref random, _alpha);
            var partner = _partners[row];
            VectorLoops.Run(_batch.Level, new Mix(share, _features!.Row(row), _features.Row(partner), _batch.Features.Row(row), _features.Stride));
            MixTargets(row, partner, share);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MixTargets(int row, int partner, float share)
    {
        var outputs = _batch.Outputs;
        var mixed = _batch.RowTargets(row);
        var largest = 0;
        for (var j = 0; j < outputs; j++)
        {
            mixed[j] = (share * _targets[(row * outputs) + j]) + ((1 - share) * _targets[(partner * outputs) + j]);
            largest = mixed[j] > mixed[largest] ? j : largest;
        }

        _batch.Weights[row] = (share * _weights[row]) + ((1 - share) * _weights[partner]);
        if (_batch.HasShares)
        {
            _batch.Classes[row] = outputs > 1 ? largest : mixed[0] > 0.5f ? 1 : 0;
        }
    }

    /// <summary>target = share · one + (1 - share) · other, whole padded rows: zeros stay zeros.</summary>
    private readonly struct Mix(float share, float* one, float* other, float* target, int count) : IVectorLoop
    {
        private readonly float _share = share;
        private readonly float* _one = one;
        private readonly float* _other = other;
        private readonly float* _target = target;
        private readonly int _count = count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>() where T : struct, IVec<T>
        {
            var share = T.Create(_share);
            var rest = T.Create(1 - _share);
            for (var i = 0; i < _count; i += T.Count)
            {
                T.Store(T.FusedMultiplyAdd(share, T.Load(_one + i), rest * T.Load(_other + i)), _target + i);
            }
        }
    }
}
