using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>
/// Output columns, types and annotations are those of ML.NET's own trainers: compared with what SdcaMaximumEntropy was seen
/// to give, and on the real ML.NET with what it gives now.
/// </summary>
public sealed class SchemaTests
{
    private const string TextKeys =
        """
        PredictedLabel : Key<UInt32, 0-2>
          ScoreColumnKind : String = MulticlassClassification
          ScoreValueKind : String = PredictedLabel
          KeyValues : Vector<String, 3> = setosa versicolor virginica
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
        Score : Vector<Single, 3>
          ScoreColumnKind : String = MulticlassClassification
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
          ScoreValueKind : String = Score
          TrainingLabelValues : Vector<String, 3> = setosa versicolor virginica
          SlotNames : Vector<String, 3> = setosa versicolor virginica

        """;

    private const string NumberKeys =
        """
        PredictedLabel : Key<UInt32, 0-2>
          ScoreColumnKind : String = MulticlassClassification
          ScoreValueKind : String = PredictedLabel
          KeyValues : Vector<Single, 3> = 0.5 10 30
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
        Score : Vector<Single, 3>
          ScoreColumnKind : String = MulticlassClassification
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
          ScoreValueKind : String = Score
          TrainingLabelValues : Vector<Single, 3> = 0.5 10 30

        """;

    private const string NoKeyValues =
        """
        PredictedLabel : Key<UInt32, 0-2>
          ScoreColumnKind : String = MulticlassClassification
          ScoreValueKind : String = PredictedLabel
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
        Score : Vector<Single, 3>
          ScoreColumnKind : String = MulticlassClassification
          ScoreColumnSetId : Key<UInt32, 0-2147483646> = 1
          ScoreValueKind : String = Score

        """;

    /// <summary>Named for evaluators and tables, which ML.NET does for text labels only.</summary>
    private const string NumberSlotNames = "  SlotNames : Vector<String, 3> = 0.5 10 30\n";

    [Fact]
    public void A_text_label_gives_what_the_built_in_trainer_gives()
    {
        var data = Iris.Prepare(new MLContext(1));

        Added(Blobs.Train(data), data).Should().Be(TextKeys);
        AddedByBuiltIn(data).Should().BeOneOf(TextKeys, null);
    }

    [Fact]
    public void A_number_label_gives_the_same_and_slot_names_besides()
    {
        var values = TestColumn.Annotation("KeyValues", NumberDataViewType.Single, 0.5f, 10f, 30f);
        var data = new TestView(30, Blobs.Features(), Blobs.Label(values));

        Added(Blobs.Train(data), data).Should().Be(NumberKeys + NumberSlotNames);
        AddedByBuiltIn(data).Should().BeOneOf(NumberKeys, null);
    }

    [Fact]
    public void A_label_without_key_values_gives_what_the_built_in_trainer_gives()
    {
        var data = Blobs.View();

        Added(Blobs.Train(data), data).Should().Be(NoKeyValues);
        AddedByBuiltIn(data).Should().BeOneOf(NoKeyValues, null);
    }

    [Fact]
    public void Scored_data_can_be_scored_again_like_with_the_built_in_trainer()
    {
        var mlContext = new MLContext(1);
        var data = Blobs.Train().Transform(Blobs.View());

        var mine = Blobs.Train(data).Transform(data).Schema;

        mine.Select(column => (column.Name, column.IsHidden)).Should().Equal(
            ("Features", false), ("Label", false), ("PredictedLabel", true), ("PredictedLabel", false), ("Score", true), ("Score", false));
        SchemaText.Of(mine, 3).Should().StartWith(NoKeyValues[..NoKeyValues.IndexOf("Score :")].Replace(" = 1\n", " = 2\n"));
        SchemaText.Of(mine, 5).Should().Be(NoKeyValues[NoKeyValues.IndexOf("Score :")..].Replace(" = 1\n", " = 2\n"));
        if (BuiltInTrainer.Create(mlContext) is { } builtIn)
        {
            SchemaText.Of(builtIn.Fit(data).Transform(data).Schema).Should().Be(SchemaText.Of(mine));
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("number")]
    [InlineData("none")]
    public void The_shape_that_is_promised_before_training_is_the_one_of_the_built_in_trainer(string keys)
    {
        var mlContext = new MLContext(1);
        var input = keys switch
        {
            "text" => mlContext.Transforms.Conversion.MapValueToKey("Label", "Species").GetOutputSchema(ShapeSpy.OfRow(new RawRow())),
            "number" => mlContext.Transforms.Conversion.MapValueToKey("Label", "Number").GetOutputSchema(ShapeSpy.OfRow(new RawRow())),
            _ => ShapeSpy.OfRow(new RawRow()),
        };

        var mine = SchemaText.Of(mlContext.MulticlassClassification.Trainers.Mlp().GetOutputSchema(input));

        var keyType = keys == "number" ? "Single" : "String";
        var slotNames = "  SlotNames : Vector String\n";
        string Values(string kind) => keys == "none" ? "" : $"  {kind} : Vector {keyType}\n";
        mine.Should().EndWith(
            $"""
            Score : Vector Single
              ScoreColumnKind : Scalar String
              ScoreColumnSetId : Scalar UInt32 key
              ScoreValueKind : Scalar String
            {(keys == "none" ? "" : slotNames)}{Values("TrainingLabelValues")}PredictedLabel : Scalar UInt32 key
            {Values("KeyValues")}  ScoreColumnKind : Scalar String
              ScoreColumnSetId : Scalar UInt32 key
              ScoreValueKind : Scalar String

            """);
        if (BuiltInTrainer.Create(mlContext) is { } builtIn)
        {
            var theirs = SchemaText.Of(builtIn.GetOutputSchema(input));
            theirs.Should().Be(keys == "number" ? mine.Replace(slotNames, "") : mine);
        }
    }

    [Fact]
    public void What_is_promised_is_what_comes()
    {
        var mlContext = new MLContext(1);
        var pipeline = mlContext.Transforms.NormalizeMinMax("Features", "Measures")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(Iris.QuickOptions()));
        var data = Iris.Load(mlContext);

        var scored = pipeline.Fit(data).Transform(data);

        // MapKeyToValue checks both the promise and the column.
        var named = mlContext.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel").Fit(scored).Transform(scored);
        Rows.Read<ReadOnlyMemory<char>>(named, "Name").Select(name => name.ToString()).Distinct()
            .Should().BeSubsetOf(["setosa", "versicolor", "virginica"]);
    }

    [Theory]
    [InlineData("Nope", "Features", "Could not find label column 'Nope' (Parameter 'inputSchema')")]
    [InlineData("Label", "Nope", "Could not find feature column 'Nope' (Parameter 'inputSchema')")]
    [InlineData("Number", "Features", "Schema mismatch for label column 'Number': expected Key<UInt32>, got Single (Parameter 'labelCol')")]
    public void A_shape_that_does_not_fit_is_refused(string label, string features, string message)
    {
        var mlContext = new MLContext(1);

        mlContext.MulticlassClassification.Trainers.Mlp(label, features).Invoking(t => t.GetOutputSchema(ShapeSpy.OfRow(new RawRow())))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        if (BuiltInTrainer.Create(mlContext, label, features) is { } builtIn)
        {
            builtIn.Invoking(t => t.GetOutputSchema(ShapeSpy.OfRow(new RawRow()))).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        }
    }

    [Fact]
    public void The_confusion_table_names_the_classes_of_number_labels()
    {
        var values = TestColumn.Annotation("KeyValues", NumberDataViewType.Single, 5f, 6f, 7f);
        var data = new TestView(30, Blobs.Features(), Blobs.Label(values));

        var metrics = new MLContext(1).MulticlassClassification.Evaluate(Blobs.Train(data).Transform(data));

        metrics.ConfusionMatrix.GetFormattedConfusionTable().Should().Contain("PREDICTED ||     5 |     6 |     7 | Recall");
    }

    [Fact]
    public void The_feature_column_is_told_with_its_type()
    {
        var model = Blobs.Train();

        model.FeatureColumnName.Should().Be("Features");
        model.FeatureColumnType.Should().Be(new VectorDataViewType(NumberDataViewType.Single, 3));
    }

    private static string Added(MlpMulticlassTransformer model, IDataView data)
    {
        var schema = model.Transform(data).Schema;
        SchemaText.Of(model.GetOutputSchema(data.Schema)).Should().Be(SchemaText.Of(schema));
        return SchemaText.Of(schema, data.Schema.Count);
    }

    private static string? AddedByBuiltIn(IDataView data) =>
        BuiltInTrainer.Create(new MLContext(1)) is { } trainer ? SchemaText.Of(trainer.Fit(data).Transform(data).Schema, data.Schema.Count) : null;

    private sealed class RawRow
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [1, 2, 3];

        [KeyType(3)]
        public uint Label { get; set; }

        public string Species { get; set; } = "";

        public float Number { get; set; }
    }
}
