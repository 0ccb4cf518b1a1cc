using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Chooses the rows in memory that are set apart for validation: at random, but of each class as many as its share of the rows
/// asks for, to within one row.
/// </summary>
internal static class ValidationSplit
{
    /// <summary>The rows of a part, in ascending order.</summary>
    /// <exception cref="ArgumentException">The fraction leaves one side without rows.</exception>
    public static int[] Choose(TrainingData data, BatchContext context, RowPart part)
    {
        int[] rows = [.. Enumerable.Range(0, data.Count)];
        if (part == RowPart.All)
        {
            return rows;
        }

        var validationRows = (int)Math.Round(data.Count * context.ValidationFraction);
        BatchSource.RequireBothSides(context.ValidationFraction, validationRows, data.Count);
        var wanted = Quotas(CountClasses(data), validationRows);
        var isValidation = new bool[data.Count];
        new CounterRandom(CounterRandom.Key(context.Seed, RandomPurpose.ValidationSplit)).Shuffle(rows);
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            ref var left = ref wanted[data.HasClasses ? data.Class(rows[i]) : 0];
            if (left > 0)
            {
                left--;
                isValidation[rows[i]] = true;
            }
        }

        return [.. Enumerable.Range(0, data.Count).Where(row => isValidation[row] == (part == RowPart.Validation))];
    }

    private static int[] CountClasses(TrainingData data)
    {
        if (!data.HasClasses)
        {
            return [data.Count];
        }

        var counts = new int[data.ClassCount];
        for (var row = 0; row < data.Count; row++)
        {
            counts[data.Class(row)]++;
        }

        return counts;
    }

    /// <summary>
    /// Shares out places among classes in proportion to their rows: the whole part of each share, and the rest to the largest
    /// remainders; to a class that would be left without a row to learn from last of all.
    /// </summary>
    private static int[] Quotas(int[] rows, int places)
    {
        var all = rows.Sum(count => (long)count);
        var quotas = Array.ConvertAll(rows, count => (int)((long)count * places / all));
        long Remainder(int index) => (long)rows[index] * places % all;
        var rest = places - quotas.Sum(quota => (long)quota);
        var byNeed = Enumerable.Range(0, rows.Length)
            .Where(index => Remainder(index) > 0)
            .OrderBy(index => rows[index] - quotas[index] == 1)
            .ThenByDescending(Remainder)
            .ThenBy(index => index);
        foreach (var index in byNeed.Take((int)rest).ToArray())
        {
            quotas[index]++;
        }

        return quotas;
    }
}
