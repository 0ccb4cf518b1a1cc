using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Refuses a training that can't work before anything is computed.</summary>
internal static class TrainingChecks
{
    private const int MostThreads = 1024;

    public static void Check(NetworkDescription network, TrainingRows data, TrainingOptions options, TrainingRows? validation)
    {
        CheckOptions(options);
        CheckData(network, data, "training data");
        if (validation != null)
        {
            CheckData(network, validation, "validation data");
            Require(validation.HasClasses == data.HasClasses, "validation data",
                validation.HasClasses ? "classes" : "target values", data.HasClasses ? "classes, as the training data" : "target values, as the training data");
            RequireOption(options.ValidationFraction == 0, nameof(options.ValidationFraction),
                options.ValidationFraction, "0, because validation data was given");
        }

        CheckLoss(network.OutputLayer.Activation, data, options.Loss);
        CheckTargets(data, options.Loss, "training");
        if (validation != null)
        {
            CheckTargets(validation, options.Loss, "validation");
        }

        if (options.EarlyStopping is { } stopping)
        {
            RequireOption(!stopping.Metric.NeedsValidation() || validation != null || options.ValidationFraction > 0, "EarlyStopping.Metric",
                stopping.Metric, "validation data or a ValidationFraction above 0, or a metric of the training rows");
            RequireOption(stopping.Metric.IsDefinedFor(data, options.Loss), "EarlyStopping.Metric", stopping.Metric,
                $"one of {string.Join(", ", Enum.GetValues<TrainingMetric>().Where(m => m.IsDefinedFor(data, options.Loss)))}, which {data.Task} has with the loss {options.Loss}");
        }
    }

    public static void CheckOptions(TrainingOptions options)
    {
        RequireOption(options.Epochs >= 1, nameof(options.Epochs), options.Epochs, "1 or more");
        RequireOption(options.BatchSize >= 1, nameof(options.BatchSize), options.BatchSize, "1 or more");
        RequireOption(options.LearningRate is null or (> 0 and < float.PositiveInfinity), nameof(options.LearningRate),
            options.LearningRate, "a finite number above 0");
        RequireOption(options.L2Regularization >= 0 && float.IsFinite(options.L2Regularization), nameof(options.L2Regularization),
            options.L2Regularization, "a finite number, 0 or more");
        RequireOption(options.ValidationFraction is >= 0 and < 1, nameof(options.ValidationFraction),
            options.ValidationFraction, "0 <= fraction < 1");
        RequireOption(options.NumberOfThreads is null or (>= 1 and <= MostThreads), nameof(options.NumberOfThreads),
            options.NumberOfThreads, $"1 to {Text(MostThreads)}");
        RequireOption(Enum.IsDefined(options.CancellationBehavior), nameof(options.CancellationBehavior), options.CancellationBehavior,
            string.Join(", ", Enum.GetNames<CancellationBehavior>()));
        RequireOption(options.Loss != null, nameof(options.Loss), null, "a loss");
        RequireOption(options.Optimizer != null, nameof(options.Optimizer), null, "an optimizer");
        if (options.EarlyStopping is { } stopping)
        {
            RequireOption(Enum.IsDefined(stopping.Metric), "EarlyStopping.Metric", stopping.Metric,
                string.Join(", ", Enum.GetNames<TrainingMetric>()));
            RequireOption(stopping.Patience >= 1, "EarlyStopping.Patience", stopping.Patience, "1 or more");
            RequireOption(stopping.MinimumChange >= 0 && double.IsFinite(stopping.MinimumChange), "EarlyStopping.MinimumChange",
                stopping.MinimumChange, "a finite number, 0 or more");
        }
    }

    /// <summary>Refuses target values that the loss has no meaning for.</summary>
    /// <exception cref="ArgumentException">There is one; the message names row and target.</exception>
    public static void CheckTargets(ReadOnlySpan<float> targets, Loss? loss, long row, string name)
    {
        for (var j = 0; j < targets.Length; j++)
        {
            if (loss?.RefuseTarget(targets[j]) is { } reason)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"Row {row} of the {name} rows, target {j} is {targets[j]}; {reason}, for the loss {loss}."));
            }
        }
    }

    // Rows that are not in memory are checked as they are read.
    private static void CheckTargets(TrainingRows rows, Loss loss, string name)
    {
        if (rows is TrainingData { HasClasses: false } data)
        {
            for (var row = 0; row < data.Count; row++)
            {
                CheckTargets(data.Targets(row), loss, row, name);
            }
        }
    }

    private static void CheckLoss(Activation output, TrainingRows data, Loss loss)
    {
        var losses = Loss.All.Where(other => other.Tasks.HasFlag(data.Task)).ToArray();
        if (!loss.Tasks.HasFlag(data.Task))
        {
            throw new ArgumentException(
                $"Loss {loss} is not for {data.Task}; expected one of {string.Join(", ", losses.Select(other => other.Name))}.", "options");
        }

        if (loss.Refuse(output) is { } reason)
        {
            var fitting = losses.Where(other => other.Refuse(output) == null).Select(other => other.Name).ToArray();
            throw new ArgumentException(
                $"Loss {loss} does not fit the output activation {output}: {reason}{(fitting.Length == 0 ? "" : $", or take one of the losses {string.Join(", ", fitting)}")}.", "options");
        }

        var fewest = output == Activation.Softmax ? 2 : loss.FewestOutputs;
        if (data.Outputs < fewest)
        {
            throw new ArgumentException(
                $"Loss {loss} with the output activation {output} says nothing of {Text(data.Outputs)} output; expected {Text(fewest)} or more.", "options");
        }
    }

    private static void CheckData(NetworkDescription network, TrainingRows data, string name)
    {
        Require(data.RowCount > 0, name, "0 rows", "1 row or more");
        Require(data.Inputs == network.Inputs, name, $"{Text(data.Inputs)} features a row", $"{Text(network.Inputs)}, the network's inputs");
        Require(data.Outputs == network.Outputs, name,
            $"{Text(data.Outputs)} {(data.HasClasses ? "classes" : "target values a row")}", $"{Text(network.Outputs)}, the network's outputs");
    }

    private static void RequireOption(bool condition, string name, object? value, string expected)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(
                name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value ?? "null"}; expected {expected}."));
        }
    }

    private static void Require(bool condition, string name, object? value, string expected)
    {
        if (!condition)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; expected {expected}."), name);
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
