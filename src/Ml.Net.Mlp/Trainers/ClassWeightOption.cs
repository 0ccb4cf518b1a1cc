using System.Globalization;

namespace Ml.Net.Mlp;

/// <summary>Weights of classes by their names, as the options of the trainers for classes have them.</summary>
internal static class ClassWeightOption
{
    private const int MostNamesShown = 10;

    /// <summary>Refuses what is wrong whatever the classes are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is out of its range, or the classes are balanced too.</exception>
    public static void Check(IReadOnlyDictionary<string, float>? weights, bool balances)
    {
        if (weights == null)
        {
            return;
        }

        OptionCheck.Require(!balances, nameof(MlpClassifierOptions.BalanceClasses), true, "false, because ClassWeights are given");
        foreach (var (name, weight) in weights)
        {
            OptionCheck.Require(weight >= 0 && float.IsFinite(weight), Option(name), weight, "a finite number, 0 or more");
        }
    }

    /// <summary>A weight for each class: 1 where none is given.</summary>
    /// <param name="weights">The option.</param>
    /// <param name="labelColumn">The label column.</param>
    /// <param name="names">Its classes, in their order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is given to no class, or no class is left to learn from.</exception>
    public static float[] ForClasses(IReadOnlyDictionary<string, float> weights, string labelColumn, IReadOnlyList<string> names)
    {
        foreach (var (name, weight) in weights)
        {
            OptionCheck.Require(names.Contains(name), Option(name), weight,
                $"a class of label column '{labelColumn}': {string.Join(", ", names.Take(MostNamesShown))}{(names.Count > MostNamesShown ? ", ..." : "")}");
        }

        float[] inOrder = [.. names.Select(name => weights.GetValueOrDefault(name, 1))];
        OptionCheck.Require(inOrder.Any(weight => weight > 0), nameof(MlpClassifierOptions.ClassWeights), "0 for every class", "a number above 0 for one");
        return inOrder;
    }

    private static string Option(string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{nameof(MlpClassifierOptions.ClassWeights)}['{name}']");
}
