namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// Value and gradient at the weighted sums of every loss behind the output activations that it takes, against
/// <see cref="ReferenceLosses"/> and its derivative, both in double precision.
/// </summary>
public class LossFormulaTests
{
    private const int Outputs = 4;

    private static readonly Activation[] Activations = [.. Activation.All.Where(a => !a.IsLayer && a.IsDifferentiable)];

    public static TheoryData<string, string, LearningTasks> Cases()
    {
        var cases = new TheoryData<string, string, LearningTasks>();
        foreach (var loss in ReferenceLosses.Cases)
        {
            foreach (var activation in Activations.Where(activation => loss.Refuse(activation) == null))
            {
                foreach (var task in Enum.GetValues<LearningTasks>().Where(task => loss.Tasks.HasFlag(task)))
                {
                    cases.Add(loss.ToString(), activation.ToString(), task);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_gradient_are_those_of_the_formula(string lossText, string activation, LearningTasks task)
    {
        var loss = Loss.Parse(lossText);
        var random = new Random(5);
        for (var trial = 0; trial < 30; trial++)
        {
            var sums = Numbers(random, task == LearningTasks.BinaryClassification ? 1 : Outputs, range: trial < 20 ? 2 : 6);
            var targets = LossTargets.Random(loss, task, sums.Length, random);
            var probe = Probe(loss, activation, task, sums, targets);

            double Reference(double[] z) => ReferenceLosses.Value(
                loss, ReferenceActivation.Values(Activation.Parse(activation), z), [.. targets.Select(t => (double)t)]);
            double[] at = [.. sums.Select(z => (double)z)];
            var expected = Reference(at);
            if (!double.IsFinite(expected) || Math.Abs(expected) > 1e4)
            {
                continue;
            }

            probe.ComputeGradient().Should().BeApproximately(expected, 3e-6 * (1 + Math.Abs(expected)), "the loss of {0}", string.Join(" ", sums));
            var gradient = probe.Unpack(probe.Gradient)[1];
            var slopes = at.Select((_, j) => Slope(Reference, at, j)).ToArray();
            var scale = 1 + slopes.Max(Math.Abs);
            gradient.Zip(slopes, (a, e) => Math.Abs(a - e)).Max().Should().BeLessThan(1e-5 * scale, "the gradient at {0}", string.Join(" ", sums));
        }
    }

    [Fact]
    public void Every_loss_has_a_formula()
    {
        foreach (var loss in Loss.All)
        {
            var value = () => ReferenceLosses.Value(loss, [0.25, 0.75], [0, 1]);

            value.Should().NotThrow();
        }
    }

    public static TheoryData<string> Losses => [.. ReferenceLosses.Cases.Select(loss => loss.ToString())];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Far_off_sums_give_finite_numbers(string lossText)
    {
        var loss = Loss.Parse(lossText);
        foreach (var task in Enum.GetValues<LearningTasks>().Where(task => loss.Tasks.HasFlag(task)))
        {
            foreach (var size in new[] { 0, 20, 89, 104, 1e4f, 1e30f })
            {
                foreach (var sums in new float[][] { [size, -size, size, 0], [-size, size, 0, -size], [size, size, size, size] })
                {
                    var row = task == LearningTasks.BinaryClassification ? sums[..1] : sums;
                    var targets = LossTargets.Random(loss, task, row.Length, new Random(1));
                    var probe = Probe(loss, loss.DefaultActivation(task).Name, task, row, targets);

                    double.IsFinite(probe.ComputeGradient()).Should().BeTrue("the loss of {0} should be finite", string.Join(" ", row));
                    probe.Unpack(probe.Gradient)[1].Should().OnlyContain(g => float.IsFinite(g), "the sums are {0}", string.Join(" ", row));
                }
            }
        }
    }

    /// <summary>A layer whose sums are its biases, because the one feature is 0.</summary>
    private static EngineProbe Probe(Loss loss, string activation, LearningTasks task, float[] sums, float[] targets) => new(
        TestNetworks.Parse($"1-{sums.Length}:{activation}"),
        task switch
        {
            LearningTasks.MulticlassClassification => TrainingData.FromClasses([0f], 1, [Array.IndexOf(targets, 1)], sums.Length),
            LearningTasks.BinaryClassification => TrainingData.FromBinary([0f], 1, [targets[0] == 1]),
            _ => TrainingData.FromTargets([0f], 1, targets, sums.Length),
        },
        loss,
        [new float[sums.Length], sums]);

    private static double Slope(Func<double[], double> function, double[] at, int place)
    {
        const double Step = 1e-5;
        double Value(double offset)
        {
            var moved = at.ToArray();
            moved[place] += offset;
            return function(moved);
        }

        return (Value(Step) - Value(-Step)) / (2 * Step);
    }

    private static float[] Numbers(Random random, int count, double range) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(((2 * random.NextDouble()) - 1) * range))];
}
