using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Prediction engines made of a transformer alone, into a class for each kind of result.</summary>
public sealed class PredictionEngineTests
{
    [Fact]
    public void A_class_is_predicted_with_its_probabilities()
    {
        var engine = Engine<ClassPrediction>(TaskCase.Multiclass);

        engine.Predict(new Point { Features = [1, 0, 0] }).PredictedLabel.Should().Be(1);
        engine.Predict(new Point { Features = [0, 1, 0] }).PredictedLabel.Should().Be(2);
        engine.Predict(new Point { Features = [float.NaN, 1, 0] }).PredictedLabel.Should().Be(0);
        engine.Predict(new Point { Features = [0, 0, 1] }).PredictedLabel.Should().Be(3);
    }

    [Fact]
    public void One_of_two_classes_is_predicted_with_its_probability()
    {
        var engine = Engine<BinaryPrediction>(TaskCase.Binary);
        var (yes, no) = (engine.Predict(new Point { Features = [1, 0, 0] }), engine.Predict(new Point { Features = [0, 1, 0] }));

        (yes.PredictedLabel, no.PredictedLabel).Should().Be((true, false));
        yes.Score.Should().BePositive();
        no.Score.Should().BeNegative();
        yes.Probability.Should().BeApproximately(1 / (1 + MathF.Exp(-yes.Score)), 1e-6f);
        engine.Predict(new Point { Features = [float.NaN, 1, 0] }).Should().BeEquivalentTo(
            new BinaryPrediction { PredictedLabel = false, Score = float.NaN, Probability = float.NaN });
    }

    [Fact]
    public void Each_of_several_labels_is_predicted()
    {
        var engine = Engine<LabelsPrediction>(TaskCase.MultiLabel);

        engine.Predict(new Point { Features = [1, 0, 0] }).PredictedLabel.Should().Equal(true, false);
        engine.Predict(new Point { Features = [0, 1, 0] }).PredictedLabel.Should().Equal(true, true);
        engine.Predict(new Point { Features = [0, 0, 1] }).Probability.Should().HaveCount(2)
            .And.Match<float[]>(probabilities => probabilities[0] < 0.5f && probabilities[1] > 0.5f);
    }

    [Fact]
    public void Numbers_are_predicted_on_the_scale_of_their_labels()
    {
        Engine<NumberPrediction>(TaskCase.Regression).Predict(new Point { Features = [0, 0, 1] }).Score.Should().BeApproximately(70, 4);

        var two = Engine<NumbersPrediction>(TaskCase.MultiTarget).Predict(new Point { Features = [0, 0, 1] }).Score;
        two[0].Should().BeApproximately(2000, 400);
        two[1].Should().BeApproximately(-2, 0.4f);
    }

    [Fact]
    public void Engines_on_several_threads_share_one_model()
    {
        var model = TaskCase.Multiclass.Train();
        var expected = Rows.Scores(model.Transform(Blobs.View(200)));
        var mlContext = new MLContext(1);

        Parallel.For(0, 8, _ =>
        {
            var engine = mlContext.Model.CreatePredictionEngine<Point, ClassPrediction>(model);
            for (var row = 0; row < expected.Length; row++)
            {
                engine.Predict(new Point { Features = Blobs.Values(row) }).Score.Should().Equal(expected[row]);
            }
        });
    }

    private static PredictionEngine<Point, TPrediction> Engine<TPrediction>(TaskCase task)
        where TPrediction : class, new()
    {
        var model = task.Fit(task.QuickOptions(options => options.Epochs = 40), task.View());
        return new MLContext(1).Model.CreatePredictionEngine<Point, TPrediction>(model);
    }

    private sealed class Point
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class ClassPrediction
    {
        [KeyType(3)]
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    private sealed class BinaryPrediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    private sealed class LabelsPrediction
    {
        public bool[] PredictedLabel { get; set; } = [];

        public float[] Probability { get; set; } = [];
    }

    private sealed class NumberPrediction
    {
        public float Score { get; set; }
    }

    private sealed class NumbersPrediction
    {
        public float[] Score { get; set; } = [];
    }
}
