using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The options of a training that its result depends on, as text: by this a checkpoint is held against the training that goes on
/// from it. All of them are taken by their names, except those below, so that a new one is not forgotten.
/// </summary>
internal static class OptionsText
{
    /// <summary>What a result does not depend on, or that has no text: callbacks, whose effect is saved by itself.</summary>
    private static readonly HashSet<string> Left =
    [
        nameof(TrainingOptions.NumberOfThreads), nameof(TrainingOptions.Progress), nameof(TrainingOptions.StepProgress),
        nameof(TrainingOptions.PretrainingProgress),
        nameof(TrainingOptions.EpochEnd), nameof(TrainingOptions.CancellationToken), nameof(TrainingOptions.CancellationBehavior),
        nameof(TrainingOptions.TimeBudget), nameof(TrainingOptions.CsvLog), nameof(TrainingOptions.Checkpoint),
        nameof(TrainingOptions.ResumeFrom),
    ];

    /// <summary>The options by their names, in alphabetical order.</summary>
    /// <param name="options">The options.</param>
    /// <param name="hasValidation">Whether there is validation, which says what is watched by default.</param>
    public static SortedDictionary<string, string> Of(TrainingOptions options, bool hasValidation)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(texts, options);
        texts[nameof(options.EarlyStopping)] = EarlyStopping.Of(options, hasValidation) is { } stopping
            ? string.Create(CultureInfo.InvariantCulture, $"{stopping.Metric} with Patience {stopping.Patience}, MinimumChange {stopping.MinimumChange}, RestoreBest {Text(stopping.RestoreBest)}")
            : "none";
        texts[nameof(options.LearningRate)] = Text(options.LearningRate ?? options.Optimizer.DefaultLearningRate);
        if (options.LearningRateSchedule is not { DependsOnTotal: true })
        {
            // More epochs than at first may be asked for.
            texts.Remove(nameof(options.Epochs));
        }

        return texts;
    }

    private static void Add(SortedDictionary<string, string> texts, object value)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!Left.Contains(property.Name))
            {
                texts[property.Name] = Text(property.GetValue(value));
            }
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        string text => text,
        NamedComponent component => component.ToString(),
        Augmentation own when own.GetType().Assembly != typeof(Augmentation).Assembly => own.ToString() ?? "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
        _ => Describe(value),
    };

    private static string Describe(object value)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(texts, value);
        return $"{value.GetType().Name}({string.Join(", ", texts.Select(text => $"{text.Key} {text.Value}"))})";
    }
}
