namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Target values that a loss accepts.</summary>
internal static class LossTargets
{
    /// <summary>For classes a one-hot vector; otherwise labels, probabilities or numbers, whichever the loss takes.</summary>
    public static float[] Random(Loss loss, LearningTasks task, int count, Random random)
    {
        if (task == LearningTasks.MulticlassClassification)
        {
            var targets = new float[count];
            targets[random.Next(count)] = 1;
            return targets;
        }

        var labels = task == LearningTasks.BinaryClassification || loss.RefuseTarget(0.5f) != null;
        return [.. Enumerable.Range(0, count).Select(_ => labels
            ? random.Next(2)
            : loss.RefuseTarget(2) != null ? random.NextSingle() : Number(loss, random))];
    }

    /// <summary>Of either sign where the loss takes negative numbers.</summary>
    private static float Number(Loss loss, Random random)
    {
        var number = 0.2f + (2 * random.NextSingle());
        return random.Next(2) == 0 && loss.RefuseTarget(-number) == null ? -number : number;
    }
}
