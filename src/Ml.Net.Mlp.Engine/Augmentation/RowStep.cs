using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Has the rows of a mini-batch changed one by one.</summary>
internal sealed class RowStep : AugmentationStep
{
    private readonly RowAugmentation _augmentation;
    private readonly AugmentedBatch _batch;
    private readonly int _index;
    private readonly Action<int, int> _augmentRows;

    public RowStep(RowAugmentation augmentation, AugmentedBatch batch, int index)
    {
        _augmentation = augmentation;
        _batch = batch;
        _index = index;
        _augmentRows = AugmentRows;
    }

    public override void Run() =>
        _batch.Team.Run(_batch.Count, _batch.Count * _augmentation.WorkPerRow(_batch.Features.Columns), _augmentRows);

    private void AugmentRows(int first, int end)
    {
        var random = new RandomStream();
        for (var row = first; row < end; row++)
        {
            var features = _batch.Features.RowSpan(row);
            random.Restart(_batch.Key(RandomPurpose.Augmentation, row, _index));
            _augmentation.Augment(features, _batch.Classes[row], random);
            if (!_augmentation.KeepsFinite)
            {
                RequireFinite(features);
            }
        }
    }

    private void RequireFinite(ReadOnlySpan<float> features)
    {
        if (TrainingDataBuilder.IndexOfNonFinite(features) < 0)
        {
            return;
        }

        for (var i = 0; i < features.Length; i++)
        {
            if (!float.IsFinite(features[i]) && !(_batch.TakesMissing && float.IsNaN(features[i])))
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                    $"{nameof(TrainingOptions.Augmentations)}[{_index}], a {_augmentation.GetType().Name}, made feature {i} of a row {features[i]}; expected a finite number."));
            }
        }
    }
}
