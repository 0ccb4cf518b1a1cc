using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Refuses a loss that has no meaning for the rows or the output layer, naming what would.</summary>
internal static class LossChecks
{
    /// <summary>Checks all that is known before the training; rows that are not in memory are checked as they are read.</summary>
    /// <exception cref="ArgumentException">Loss, output activation and rows don't fit.</exception>
    public static void Check(Loss loss, Activation output, TrainingRows data, TrainingRows? validation)
    {
        CheckFit(loss, output, data);
        CheckTargets(data, loss, "training");
        if (validation != null)
        {
            CheckTargets(validation, loss, "validation");
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

    /// <summary>The same for a row whose number is not known.</summary>
    /// <exception cref="ArgumentException">There is one; the message names the target.</exception>
    public static void CheckTargets(ReadOnlySpan<float> targets, Loss? loss, string name)
    {
        for (var j = 0; j < targets.Length; j++)
        {
            if (loss?.RefuseTarget(targets[j]) is { } reason)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"Feature {j} of one of the {name} rows is {targets[j]}; {reason}, for the loss {loss}."));
            }
        }
    }

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

    private static void CheckFit(Loss loss, Activation output, TrainingRows data)
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
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Loss {loss} with the output activation {output} says nothing of {data.Outputs} output; expected {fewest} or more."), "options");
        }
    }
}
