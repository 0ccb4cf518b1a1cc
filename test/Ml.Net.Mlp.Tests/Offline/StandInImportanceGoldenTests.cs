using Microsoft.ML;
using Microsoft.ML.Data;
using static Ml.Net.Mlp.Tests.Offline.GoldenData;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>Whichever Microsoft.ML is referenced: permutation importance draws and measures as ML.NET 5.0.0 does.</summary>
public sealed partial class StandInImportanceGoldenTests
{
    private static readonly GoldenText _golden = new(Golden);

    private static readonly Dictionary<string, Func<MLContext, IDataView, IEnumerable<object>>> _importances = new()
    {
        ["multiclass"] = (ml, flowers) => ml.MulticlassClassification.PermutationFeatureImportance(Softmax(ml), flowers),
        ["multiclass, three permutations"] = (ml, flowers) => ml.MulticlassClassification.PermutationFeatureImportance(Softmax(ml), flowers, permutationCount: 3),
        ["multiclass, 40 rows"] = (ml, flowers) => ml.MulticlassClassification.PermutationFeatureImportance(Softmax(ml), flowers, numberOfExamplesToUse: 40),
        ["binary"] = (ml, flowers) => ml.BinaryClassification.PermutationFeatureImportance(Linear(ml), flowers, permutationCount: 2),
        ["regression"] = (ml, flowers) => ml.Regression.PermutationFeatureImportance(Height(ml), flowers, permutationCount: 2),
    };

    public static TheoryData<string> Names => new(_golden.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Importance_is_what_MlNet_gives(string name) => Run(name).Should().Be(_golden[name]);

    [Fact]
    public void All_tasks_are_compared() => _golden.Names.Should().BeEquivalentTo(_importances.Keys);

    internal static string Run(string name)
    {
        var ml = new MLContext(1);
        var transcript = new Transcript();
        foreach (var statistics in _importances[name](ml, ml.Data.LoadFromEnumerable(Flowers())))
            transcript.Line("feature").Properties(statistics);
        return transcript.ToString();
    }

    private static FixedModel<ScoredFlower, uint> Softmax(MLContext ml) => new(ml, "Species", (x, species) =>
    {
        float[][] weights = [[-0.9f, 1.1f, -2.1f, 0.1f], [0.2f, -0.8f, 0.3f, 0f], [0.7f, -0.3f, 1.8f, -0.1f]];
        float[] biases = [9f, 2f, -9f];
        var exponentials = weights.Select((row, i) => Math.Exp(Dot(row, x, biases[i]))).ToArray();
        var scores = exponentials.Select(value => (float)(value / exponentials.Sum())).ToArray();
        return new ScoredFlower { Label = species - 1, Score = scores };
    });

    private static FixedModel<BinaryRow, bool> Linear(MLContext ml) => new(ml, "IsFirst", (x, isFirst) =>
        new BinaryRow { Label = isFirst, Score = (float)Dot([0.5f, 0.4f, -1.6f, 0.05f], x, 0.5f) });

    private static FixedModel<RegressionRow, float> Height(MLContext ml) => new(ml, "Height", (x, height) =>
        new RegressionRow { Label = height, Score = (float)Dot([2f, 0.1f, -1f, 0f], x, -0.2f) });

    private static double Dot(float[] weights, float[] x, double bias)
    {
        for (var i = 0; i < x.Length; i++)
            bias += (double)weights[i] * x[i];
        return bias;
    }

    private sealed class ScoredFlower
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }
}
