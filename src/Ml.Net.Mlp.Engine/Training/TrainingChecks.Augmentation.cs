namespace Ml.Net.Mlp.Engine;

/// <content>What changes training rows.</content>
internal static partial class TrainingChecks
{
    private static void CheckAugmentationOptions(TrainingOptions options)
    {
        RequireOption(options.Augmentations != null, nameof(options.Augmentations), null, "a list of augmentations");
        var mixes = false;
        for (var i = 0; i < options.Augmentations!.Count; i++)
        {
            var augmentation = options.Augmentations[i];
            var name = $"{nameof(options.Augmentations)}[{Text(i)}]";
            RequireOption(augmentation != null, name, null, "an augmentation");
            RequireOption(!mixes || augmentation is not LabelNoise, name, nameof(LabelNoise), $"it before {nameof(Mixup)}");
            mixes |= augmentation is Mixup;
        }
    }

    private static void CheckAugmentations(TrainingRows data, TrainingOptions options)
    {
        for (var i = 0; i < options.Augmentations.Count; i++)
        {
            var augmentation = options.Augmentations[i];
            var expected = augmentation.Refuse(data, options.Loss);
            RequireOption(expected == null, $"{nameof(options.Augmentations)}[{Text(i)}]", augmentation.GetType().Name, expected!);
        }
    }
}
