using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Columns that are missing or of a wrong type, refused in ML.NET's words before a row is read.</summary>
public abstract class WrongColumnTests
{
    private readonly TaskCase _task;

    private protected WrongColumnTests(TaskCase task) => _task = task;

    [Theory]
    [InlineData("Text", "String")]
    [InlineData("Double", "Double")]
    [InlineData("ByteKey", "Key<Byte>")]
    [InlineData("KeyVector", "Vector<Key<UInt32>>")]
    [InlineData("Doubles", "Vector<Double>")]
    [InlineData("Unsized", "VarVector<Single>")]
    [InlineData("UnsizedFlags", "VarVector<Boolean>")]
    public void A_label_of_another_type_is_refused(string label, string type) =>
        Refuses(label, "Features", $"Schema mismatch for label column '{label}': expected {_task.LabelType}, got {type} (Parameter 'labelCol')");

    [Theory]
    [InlineData("Number", "Single")]
    [InlineData("Text", "String")]
    [InlineData("Doubles", "Vector<Double>")]
    [InlineData("Unsized", "VarVector<Single>")]
    public void Features_of_another_type_are_refused(string features, string type) =>
        Refuses("Label", features, $"Schema mismatch for feature column '{features}': expected Vector<Single>, got {type} (Parameter 'inputSchema')");

    [Theory]
    [InlineData("Nope", "Features", "Could not find label column 'Nope' (Parameter 'inputSchema')")]
    [InlineData("Label", "Nope", "Could not find feature column 'Nope' (Parameter 'inputSchema')")]
    public void A_missing_column_is_refused(string label, string features, string message) => Refuses(label, features, message);

    private void Refuses(string label, string features, string message)
    {
        var data = _task.View(30,
            TestColumn.Of("Number", NumberDataViewType.Single, row => (float)row),
            TestColumn.Of("Double", NumberDataViewType.Double, row => (double)row),
            TestColumn.Of("Text", TextDataViewType.Instance, row => $"row {row}".AsMemory()),
            TestColumn.Of("ByteKey", new KeyDataViewType(typeof(byte), 3), row => (byte)(row % 3)),
            TestColumn.Of("KeyVector", new VectorDataViewType(new KeyDataViewType(typeof(uint), 3), 2), _ => new VBuffer<uint>(2, [1, 2])),
            TestColumn.Of("Doubles", new VectorDataViewType(NumberDataViewType.Double, 3), _ => new VBuffer<double>(3, [1, 2, 3])),
            TestColumn.Of("Unsized", new VectorDataViewType(NumberDataViewType.Single), _ => new VBuffer<float>(2, [1, 2])),
            TestColumn.Of("UnsizedFlags", new VectorDataViewType(BooleanDataViewType.Instance), _ => new VBuffer<bool>(1, [true])));
        var trainer = _task.Create(new MLContext(1), _task.QuickOptions(o => (o.LabelColumnName, o.FeatureColumnName) = (label, features)));

        trainer.Invoking(t => t.Fit(data)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        new EstimatorChain<ITransformer>().Append(trainer).Invoking(c => c.Fit(data))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        data.RowsRead.Should().Be(0);
    }

    public sealed class Multiclass() : WrongColumnTests(TaskCase.Multiclass);

    public sealed class Binary() : WrongColumnTests(TaskCase.Binary);

    public sealed class Regression() : WrongColumnTests(TaskCase.Regression);
}
