using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>
/// Output columns of binary classification and regression: compared with what LbfgsLogisticRegression and
/// OnlineGradientDescent were seen to give, and on the real ML.NET with what they give now.
/// </summary>
public sealed class TaskSchemaTests
{
    private const string Binary =
        """
        PredictedLabel : Boolean
          ScoreColumnKind : String = BinaryClassification
          ScoreValueKind : String = PredictedLabel
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
        Score : Single
          ScoreColumnKind : String = BinaryClassification
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
          ScoreValueKind : String = Score
        Probability : Single
          ScoreColumnKind : String = BinaryClassification
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
          IsNormalized : Boolean = True
          ScoreValueKind : String = Probability

        """;

    private const string Regression =
        """
        Score : Single
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
          ScoreColumnKind : String = Regression
          ScoreValueKind : String = Score

        """;

    private const string BinaryShape =
        """
        Score : Scalar Single
          ScoreColumnKind : Scalar String
          ScoreColumnSetId : Scalar UInt32 key
          ScoreValueKind : Scalar String
        Probability : Scalar Single
          IsNormalized : Scalar Boolean
          ScoreColumnKind : Scalar String
          ScoreColumnSetId : Scalar UInt32 key
          ScoreValueKind : Scalar String
        PredictedLabel : Scalar Boolean
          ScoreColumnKind : Scalar String
          ScoreColumnSetId : Scalar UInt32 key
          ScoreValueKind : Scalar String

        """;

    private const string RegressionShape =
        """
        Score : Scalar Single
          ScoreColumnKind : Scalar String
          ScoreColumnSetId : Scalar UInt32 key
          ScoreValueKind : Scalar String

        """;

    [Fact]
    public void Binary_columns_are_those_of_the_calibrated_built_in_trainers()
    {
        Added(TaskCase.Binary).Should().Be(Binary);
        AddedBy(BuiltInTrainer.CreateBinary(new MLContext(1)), TaskCase.Binary).Should().BeOneOf(Binary, null);
    }

    [Fact]
    public void The_regression_column_is_that_of_the_built_in_trainers()
    {
        Added(TaskCase.Regression).Should().Be(Regression);
        AddedBy(BuiltInTrainer.CreateRegression(new MLContext(1)), TaskCase.Regression).Should().BeOneOf(Regression, null);
    }

    [Fact]
    public void Several_labels_make_vectors_with_the_names_of_the_labels()
    {
        var names = TestColumn.Annotation("SlotNames", TextDataViewType.Instance, "rain".AsMemory(), "wind".AsMemory());
        var unnamed = TaskCase.MultiLabel.Label(_ => false);
        var vectors = Binary.Replace(" : Boolean\n", " : Vector<Boolean, 2>\n").Replace(" : Single\n", " : Vector<Single, 2>\n");
        const string Names = "  SlotNames : Vector<String, 2> = rain wind\n";

        Added(TaskCase.MultiLabel, unnamed).Should().Be(vectors);
        Added(TaskCase.MultiLabel, unnamed with { Annotations = names }).Should().Be(
            vectors.Replace("Score : V", Names + "Score : V").Replace("Probability : V", Names + "Probability : V") + Names);
    }

    [Fact]
    public void Several_targets_make_a_vector_with_the_names_of_the_targets() =>
        Added(TaskCase.MultiTarget).Should().Be(
            """
            Score : Vector<Single, 2>
              ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
              ScoreColumnKind : String = MultiOutputRegression
              ScoreValueKind : String = Score
              SlotNames : Vector<String, 2> = price year

            """);

    [Theory]
    [InlineData("binary")]
    [InlineData("regression")]
    public void A_label_that_is_a_vector_of_one_makes_vectors_of_one_also_when_loaded(string name)
    {
        var task = name == "binary" ? TaskCase.MultiLabel : TaskCase.MultiTarget;
        var view = new TestView(30, Blobs.Features(), TestColumn.Features(1, row => [row % 2], "Label"));
        var model = task.Train(view);
        using var file = new MemoryStream();

        new MLContext().Model.Save(model, view.Schema, file);
        file.Position = 0;
        var loaded = new MLContext().Model.Load(file, out _);

        var schema = model.Transform(view).Schema;
        schema["Score"].Type.Should().Be(new VectorDataViewType(NumberDataViewType.Single, 1));
        SchemaText.Of(loaded.Transform(view).Schema).Should().Be(SchemaText.Of(schema));
    }

    [Fact]
    public void Scored_data_can_be_scored_again_like_with_the_built_in_trainers()
    {
        ScoresAgain(TaskCase.Binary, BuiltInTrainer.CreateBinary(new MLContext(1)));
        ScoresAgain(TaskCase.Regression, BuiltInTrainer.CreateRegression(new MLContext(1)));
    }

    [Fact]
    public void The_shape_that_is_promised_before_training_is_the_one_of_the_built_in_trainers()
    {
        var mlContext = new MLContext(1);

        Promised(mlContext.BinaryClassification.Trainers.Mlp("Flag")).Should().Be(BinaryShape);
        Promised(BuiltInTrainer.CreateBinary(mlContext, "Flag")).Should().BeOneOf(BinaryShape, null);
        Promised(mlContext.Regression.Trainers.Mlp("Number")).Should().Be(RegressionShape);
        Promised(BuiltInTrainer.CreateRegression(mlContext, "Number")).Should().BeOneOf(RegressionShape, null);
    }

    [Fact]
    public void The_shape_that_is_promised_for_vectors_has_vectors()
    {
        var mlContext = new MLContext(1);

        Promised(mlContext.BinaryClassification.Trainers.Mlp("Flags")).Should().Be(
            BinaryShape.Replace("Score : Scalar", "Score : Vector").Replace("Probability : Scalar", "Probability : Vector").Replace("PredictedLabel : Scalar", "PredictedLabel : Vector"));
        Promised(mlContext.Regression.Trainers.Mlp("Named")).Should().Be(
            RegressionShape.Replace("Score : Scalar", "Score : Vector") + "  SlotNames : Vector String\n");
    }

    private static void ScoresAgain(TaskCase task, IEstimator<ITransformer>? builtIn)
    {
        var data = task.Model.Transform(task.View());
        var mine = task.Train(data).Transform(data).Schema;

        mine.Select(column => (column.Name, column.IsHidden)).Should().Equal(
            [("Features", false), ("Label", false), .. task.ScoreColumns.SelectMany(name => new[] { (name, true), (name, false) })]);
        if (builtIn != null)
        {
            SchemaText.Of(builtIn.Fit(data).Transform(data).Schema).Should().Be(SchemaText.Of(mine));
        }
    }

    private static string Added(TaskCase task, TestColumn? label = null)
    {
        var data = new TestView(30, Blobs.Features(), label ?? task.Label(_ => false));
        var model = task.Train(data);
        var schema = model.Transform(data).Schema;
        SchemaText.Of(model.GetOutputSchema(data.Schema)).Should().Be(SchemaText.Of(schema));
        return SchemaText.Of(schema, data.Schema.Count);
    }

    private static string? AddedBy(IEstimator<ITransformer>? trainer, TaskCase task) =>
        trainer == null ? null : SchemaText.Of(trainer.Fit(task.View()).Transform(task.View()).Schema, 2);

    private static string? Promised(IEstimator<ITransformer>? trainer)
    {
        var named = new MLContext(1).Transforms.Concatenate("Named", "Number", "Other");
        var before = named.GetOutputSchema(ShapeSpy.OfRow(new RawRow()));
        return trainer == null ? null : SchemaText.Of(trainer.GetOutputSchema(before))[SchemaText.Of(before).Length..];
    }

    private sealed class RawRow
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [1, 2, 3];

        public bool Flag { get; set; }

        [VectorType(2)]
        public bool[] Flags { get; set; } = [true, false];

        public float Number { get; set; }

        public float Other { get; set; }
    }
}
