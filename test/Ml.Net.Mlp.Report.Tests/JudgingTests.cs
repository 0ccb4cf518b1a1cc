using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Report.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests;

/// <summary>The parts that numbers are made of, on cases that can be counted by hand.</summary>
public sealed class JudgingTests
{
    [Fact]
    public void The_calibration_error_is_the_mean_distance_of_probability_and_truth()
    {
        var bins = new ReliabilityBins(10);
        foreach (var (probability, cameTrue) in new[] { (0.95, true), (0.95, true), (0.95, false), (0.95, true), (0.35, false), (0.25, true) })
        {
            bins.Add(probability, cameTrue);
        }

        // Four in the last bin (0.75 came true), one each in the fourth and the third.
        bins.ExpectedCalibrationError.Should().BeApproximately(((4 * 0.2) + 0.35 + 0.75) / 6, 1e-12);
        (bins.RowsOf(9), bins.Share(9), bins.RowsOf(0)).Should().Be((4, 0.75, 0));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0)]
    [InlineData(0.100001, 1)]
    [InlineData(1, 9)]
    public void A_probability_at_a_limit_belongs_below_it(double probability, int bin)
    {
        var bins = new ReliabilityBins(10);

        bins.Add(probability, cameTrue: true);

        bins.RowsOf(bin).Should().Be(1);
    }

    [Fact]
    public void Equal_scores_make_one_point_and_count_half()
    {
        var curves = new ThresholdCurves();
        foreach (var (score, isPositive) in new[] { (2f, true), (1f, true), (1f, false), (0f, false), (-1f, true) })
        {
            curves.Add(score, score, isPositive);
        }

        // Pairs: (2 beats 1 and 0), (1 ties 1 and beats 0), (-1 loses twice): 3.5 of 6.
        curves.AreaUnderRocCurve.Should().BeApproximately(3.5 / 6, 1e-12);
        curves.Points.Select(point => (point.TruePositives, point.FalsePositives)).Should().Equal((0, 0), (1, 0), (2, 1), (2, 2), (3, 2));
        curves.AveragePrecision.Should().BeApproximately((1 + (2.0 / 3) + (3.0 / 5)) / 3, 1e-12);
        curves.At(0.5).Should().Be(new ThresholdPoint(0.5, 2, 1, 3, 2));
        curves.At(5).TruePositives.Should().Be(0);
    }

    [Fact]
    public void Thinned_curves_keep_their_ends()
    {
        var curves = new ThresholdCurves();
        for (var i = 0; i < 5000; i++)
        {
            curves.Add(i, i, isPositive: i % 3 == 0);
        }

        var thinned = curves.Thinned(100);

        thinned.Count.Should().BeInRange(50, 101);
        (thinned[0], thinned[^1]).Should().Be((curves.Points[0], curves.Points[^1]));
    }

    [Fact]
    public void The_worst_rows_are_kept_the_first_of_equal_ones_before_later_ones()
    {
        var block = new RowBlock(6, 1);
        var worst = new WorstRows(3);
        foreach (var (confidence, row) in new[] { 0.5, 0.9, 0.5, 0.7, 0.9, 0.1 }.Select((confidence, row) => (confidence, row)))
        {
            block.Add(0, row);
            worst.Offer(block, row, 1, confidence);
        }

        worst.Rows.Select(row => row.Number).Should().Equal(1, 4, 3);
        worst.Offered.Should().Be(6);
    }

    [Fact]
    public void A_sample_has_every_row_with_the_same_probability()
    {
        var counts = new int[10];
        for (var seed = 0; seed < 2000; seed++)
        {
            var sample = new RowSample(3, 1, seed);
            for (var row = 0; row < 10; row++)
            {
                sample.Add([row], row);
            }

            sample.Count.Should().Be(3);
            for (var i = 0; i < 3; i++)
            {
                sample.FeaturesOf(i)[0].Should().Be(sample.Label(i));
                counts[(int)sample.Label(i)]++;
            }
        }

        counts.Should().OnlyContain(count => count > 480 && count < 720, "600 are expected");
    }

    [Fact]
    public void Importance_does_not_depend_on_which_features_are_looked_at()
    {
        var data = Cases.Multiclass();
        var one = ReportDocument.Of(Cases.Train(data), data, new MlpReportOptions { ImportanceRows = 90 }).Table("Worth of the features");
        var same = ReportDocument.Of(Cases.Train(data), data, new MlpReportOptions { ImportanceRows = 90, Misreads = 0 }).Table("Worth of the features");

        same.Should().BeEquivalentTo(one, o => o.WithStrictOrdering());
    }

    [Fact]
    public void Importance_can_be_left_out()
    {
        var data = Cases.Multiclass();

        ReportDocument.Of(Cases.Train(data), data, new MlpReportOptions { ImportanceRepeats = 0 }).All("#importance").Should().BeEmpty();
    }

    [Fact]
    public void Pixels_are_guessed_by_the_resemblance_of_neighbours()
    {
        // A spot of light, elsewhere in each row.
        float Spot(int row, int i) => MathF.Exp(-(MathF.Pow((i % 8) - (row % 8), 2) + MathF.Pow((i / 8) - (row * 3 % 8), 2)) / 4);
        ImageShape.Of(new MlpReportOptions(), Sample(64, Spot)).Should().Be(new ImageShape(8, 8));
        ImageShape.Of(new MlpReportOptions(), Sample(64, (row, i) => i * 104729 % 97 % 13)).Should().BeNull("neighbours are unlike");
        ImageShape.Of(new MlpReportOptions(), Sample(64, (row, i) => (row * 7919) + (i * 104729 % 97 % 13))).Should().BeNull("all go together");
        ImageShape.Of(new MlpReportOptions(), Sample(65, (row, i) => row + i)).Should().BeNull("65 is no square");
        ImageShape.Of(new MlpReportOptions(), Sample(49, (row, i) => row + i)).Should().BeNull("49 is too small");
        ImageShape.Of(new MlpReportOptions(), Sample(64, (_, _) => 1)).Should().BeNull("nothing varies");
        ImageShape.Of(new MlpReportOptions { ImageWidth = 0 }, Sample(64, (row, i) => row + i)).Should().BeNull("it was said so");
        ImageShape.Of(new MlpReportOptions { ImageWidth = 16 }, Sample(64, (row, i) => row * i)).Should().Be(new ImageShape(16, 4));
    }

    [Fact]
    public void Large_layers_are_thinned_to_the_units_with_the_strongest_weights()
    {
        var data = Cases.Multiclass();
        var network = Cases.Train(data, change: options => options.HiddenLayers = [40, 6]).Network;

        var columns = NetworkPlan.Of(network);

        columns.Select(column => (column.Units, column.Shown.Count)).Should().Equal((4, 4), (40, 12), (6, 6), (3, 3));
        var strength = columns[1].Weights.NormsOfUnits().Zip(columns[2].Weights.NormsOfInputs(), (a, b) => a * b).ToArray();
        columns[1].Shown.Should().BeInAscendingOrder();
        columns[1].Shown.Min(unit => strength[unit]).Should().BeGreaterThanOrEqualTo(Enumerable.Range(0, 40).Except(columns[1].Shown).Max(unit => strength[unit]));
        columns[1].Weights[2, 39].Should().Be(network.Layers[0].Weights[(2 * 40) + 39]);
    }

    [Fact]
    public void A_maxout_unit_is_drawn_with_the_strongest_of_its_pieces()
    {
        var data = Cases.Multiclass();
        var network = Cases.Train(data, change: options => options.Activation = Activation.Maxout(3)).Network;

        var hidden = NetworkPlan.Of(network)[1];

        hidden.Units.Should().Be(8);
        hidden.Kind.Should().Be("maxout");
        var all = new WeightMatrix(4, 24, network.Layers[0].Weights.ToArray()).NormsOfUnits();
        hidden.Weights.NormsOfUnits()[5].Should().BeApproximately(new[] { all[5], all[13], all[21] }.Max(), 1e-6);
    }

    private static RowSample Sample(int inputs, Func<int, int, float> value)
    {
        var sample = new RowSample(20, inputs, 0);
        for (var row = 0; row < 20; row++)
        {
            sample.Add([.. Enumerable.Range(0, inputs).Select(i => value(row, i))], 0);
        }

        return sample;
    }
}
