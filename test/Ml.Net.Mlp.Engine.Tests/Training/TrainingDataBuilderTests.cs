namespace Ml.Net.Mlp.Engine.Tests;

public sealed class TrainingDataBuilderTests
{
    [Fact]
    public void RowsKeepFeaturesClassesAndWeights()
    {
        var builder = TrainingDataBuilder.ForClasses(2, 3);
        builder.Add([1, 2], 0);
        builder.Add([3, 4], 2, weight: 0.5f);
        builder.BeginRow().Fill(7);
        builder.EndRow(1, weight: 0);
        builder.Add([5, 6], 1);
        builder.Count.Should().Be(4);
        var data = builder.Build();

        (data.Count, data.Inputs, data.Outputs, data.HasClasses).Should().Be((4, 2, 3, true));
        Enumerable.Range(0, 4).SelectMany(row => data.Features(row).ToArray()).Should().Equal(1, 2, 3, 4, 7, 7, 5, 6);
        Enumerable.Range(0, 4).Select(data.Class).Should().Equal(0, 2, 1, 1);
        Enumerable.Range(0, 4).Select(data.Weight).Should().Equal(1, 0.5f, 0, 1);
    }

    [Fact]
    public void RowsKeepTargetValues()
    {
        var builder = TrainingDataBuilder.ForTargets(1, 2);
        builder.Add([1], [2, 3]);
        builder.BeginRow()[0] = 4;
        builder.EndRow([5, 6], weight: 2);
        var data = builder.Build();

        (data.Count, data.Inputs, data.Outputs, data.HasClasses).Should().Be((2, 1, 2, false));
        Enumerable.Range(0, 2).SelectMany(row => data.Targets(row).ToArray()).Should().Equal(2, 3, 5, 6);
        Enumerable.Range(0, 2).Select(data.Weight).Should().Equal(1, 2);
    }

    [Theory]
    [InlineData(1, 200_000)]
    [InlineData(3, 1000)]
    [InlineData(1_000_003, 10)]
    [InlineData(1_500_000, 5)]
    [InlineData(5_000_000, 2)]
    public void RowsStayWhatTheyWereWhileTheStoreGrowsOverSegments(int columns, int rows)
    {
        var store = new RowStore(columns);
        for (var row = 0; row < rows; row++)
        {
            var values = store.Next();
            values.Length.Should().Be(columns);
            values[0] = row;
            values[^1] = row + 0.5f;
            store.Commit();
        }

        store.Count.Should().Be(rows);
        for (var row = 0; row < rows; row++)
        {
            if (store[row].Length != columns || store[row][^1] != row + 0.5f || (columns > 1 && store[row][0] != row))
            {
                Assert.Fail($"Row {row} changed.");
            }
        }
    }

    [Fact]
    public void ARowThatIsNotCommittedDoesNotCount()
    {
        var store = new RowStore(2);
        store.Next().Fill(1);
        store.Commit();
        store.Next().Fill(2);
        store.Next().Fill(3);
        store.Count.Should().Be(1);
        store.Commit();

        store[0].ToArray().Should().Equal(1, 1);
        store[1].ToArray().Should().Equal(3, 3);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void TheFirstValueThatIsNotFiniteIsFoundAtEveryPlace(float bad)
    {
        for (var length = 1; length <= 40; length++)
        {
            var values = new float[length];
            Array.Fill(values, -float.MaxValue);
            TrainingDataBuilder.IndexOfNonFinite(values).Should().Be(-1);
            for (var column = 0; column < length; column++)
            {
                values[column] = bad;
                TrainingDataBuilder.IndexOfNonFinite(values).Should().Be(column);

                // Another one behind it, of the opposite sign, must not hide it.
                var last = values[^1];
                values[^1] = -bad;
                TrainingDataBuilder.IndexOfNonFinite(values).Should().Be(column);
                values[^1] = last;
                values[column] = -float.MaxValue;
            }
        }

        TrainingDataBuilder.IndexOfNonFinite([]).Should().Be(-1);
    }

    [Fact]
    public void AValueThatIsNotFiniteIsNamedByRowAndColumn()
    {
        var builder = TrainingDataBuilder.ForTargets(2, 3);
        builder.Add([1, 2], [3, 4, 5]);
        Action feature = () => builder.Add([1, float.NaN], [3, 4, 5]);
        Action target = () => builder.Add([1, 2], [3, 4, float.NegativeInfinity]);

        feature.Should().Throw<ArgumentException>().WithMessage("Row 1, feature 1 is NaN; expected a finite number.*");
        target.Should().Throw<ArgumentException>().WithMessage("Row 1, target 2 is -*; expected a finite number.*");
        builder.Count.Should().Be(1);
    }

    [Fact]
    public void AWrongLengthIsNamedByRow()
    {
        var builder = TrainingDataBuilder.ForTargets(2, 3);
        Action fewFeatures = () => builder.Add([1], [3, 4, 5]);
        Action manyFeatures = () => builder.Add([1, 2, 3], [3, 4, 5]);
        Action fewTargets = () => builder.Add([1, 2], [3, 4]);
        Action manyTargets = () => builder.Add([1, 2], [3, 4, 5, 6]);

        fewFeatures.Should().Throw<ArgumentException>().WithMessage("Row 0 has 1 features; expected 2.*");
        manyFeatures.Should().Throw<ArgumentException>().WithMessage("Row 0 has 3 features; expected 2.*");
        fewTargets.Should().Throw<ArgumentException>().WithMessage("Row 0 has 2 target values; expected 3.*");
        manyTargets.Should().Throw<ArgumentException>().WithMessage("Row 0 has 4 target values; expected 3.*");
        builder.Count.Should().Be(0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MinValue)]
    public void AClassOutOfRangeIsRefused(int label)
    {
        var builder = TrainingDataBuilder.ForClasses(1, 3);
        Action add = () => builder.Add([1], label);

        add.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"Row 0 has class {label}; expected 0 to 2.*");
    }

    [Theory]
    [InlineData(-0.001f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void AWeightOutOfRangeIsRefused(float weight)
    {
        var classes = TrainingDataBuilder.ForClasses(1, 2);
        var targets = TrainingDataBuilder.ForTargets(1, 1);
        Action addClass = () => classes.Add([1], 0, weight);
        Action addTarget = () => targets.Add([1], [0], weight);

        addClass.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Row 0 has weight *; expected a finite number, 0 or more.*");
        addTarget.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Row 0 has weight *; expected a finite number, 0 or more.*");
        (classes.Count, targets.Count).Should().Be((0, 0));
    }

    [Fact]
    public void RefusedRowsLeaveNoTrace()
    {
        var builder = TrainingDataBuilder.ForClasses(2, 2);
        builder.Add([1, 1], 0);
        foreach (var refused in new Action[]
        {
            () => builder.Add([9, float.NaN], 1),
            () => builder.Add([9, 9], 2),
            () => builder.Add([9, 9], 1, weight: -1),
            () => builder.Add([9], 1, weight: 3),
        })
        {
            refused.Should().Throw<ArgumentException>();
        }

        builder.Add([2, 2], 1, weight: 5);
        var data = builder.Build();

        data.Count.Should().Be(2);
        data.Features(0).ToArray().Should().Equal(1, 1);
        data.Features(1).ToArray().Should().Equal(2, 2);
        new[] { data.Class(0), data.Class(1) }.Should().Equal(0, 1);
        new[] { data.Weight(0), data.Weight(1) }.Should().Equal(1, 5);
    }

    [Fact]
    public void RefusedTargetRowsLeaveNoTrace()
    {
        var builder = TrainingDataBuilder.ForTargets(1, 1);
        builder.Add([1], [10], weight: 2);
        foreach (var refused in new Action[]
        {
            () => builder.Add([float.NaN], [99]),
            () => builder.Add([9], [float.NaN]),
            () => builder.Add([9], [99], weight: float.NaN),
        })
        {
            refused.Should().Throw<ArgumentException>();
        }

        builder.Add([2], [20]);
        var data = builder.Build();

        data.Count.Should().Be(2);
        new[] { data.Targets(0)[0], data.Targets(1)[0] }.Should().Equal(10, 20);
        new[] { data.Weight(0), data.Weight(1) }.Should().Equal(2, 1);
    }

    [Fact]
    public void EndRowNeedsBeginRow()
    {
        var classes = TrainingDataBuilder.ForClasses(1, 2);
        var targets = TrainingDataBuilder.ForTargets(1, 1);
        classes.Add([1], 0);
        Action endClass = () => classes.EndRow(0);
        Action endTarget = () => targets.EndRow([1f]);

        endClass.Should().Throw<InvalidOperationException>().WithMessage("EndRow was called without BeginRow.");
        endTarget.Should().Throw<InvalidOperationException>().WithMessage("EndRow was called without BeginRow.");
        (classes.Count, targets.Count).Should().Be((1, 0));
    }

    [Fact]
    public void ClassesAndTargetsAreNotMixed()
    {
        Action target = () => TrainingDataBuilder.ForClasses(1, 2).Add([1], [1f]);
        Action label = () => TrainingDataBuilder.ForTargets(1, 1).Add([1], 1);

        target.Should().Throw<InvalidOperationException>().WithMessage("The rows have classes; target values were given.");
        label.Should().Throw<InvalidOperationException>().WithMessage("The rows have target values; a class was given.");
    }

    [Fact]
    public void SizesOutOfRangeAreRefused()
    {
        foreach (var make in new Action[]
        {
            () => TrainingDataBuilder.ForClasses(0, 2),
            () => TrainingDataBuilder.ForClasses(1, 1),
            () => TrainingDataBuilder.ForTargets(-1, 1),
            () => TrainingDataBuilder.ForTargets(1, 0),
        })
        {
            make.Should().Throw<ArgumentOutOfRangeException>();
        }
    }
}
