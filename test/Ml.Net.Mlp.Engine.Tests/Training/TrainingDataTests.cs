namespace Ml.Net.Mlp.Engine.Tests;

public sealed class TrainingDataTests
{
    [Fact]
    public void PlainArraysAreCopied()
    {
        float[] features = [1, 2, 3, 4];
        var classes = TrainingData.FromClasses(features, 2, [1, 0], 2);
        var targets = TrainingData.FromTargets(features, 2, [5f, 6], 1);
        features.AsSpan().Clear();

        classes.Features(1).ToArray().Should().Equal(3, 4);
        targets.Features(1).ToArray().Should().Equal(3, 4);
        new[] { classes.Class(0), classes.Class(1) }.Should().Equal(1, 0);
        new[] { targets.Targets(0)[0], targets.Targets(1)[0] }.Should().Equal(5, 6);
        classes.Weight(1).Should().Be(1);
    }

    [Fact]
    public void ArraysThatDoNotFitAreRefused()
    {
        Action classes = () => TrainingData.FromClasses([1, 2, 3], 2, [1, 0], 2);
        Action targets = () => TrainingData.FromTargets([1, 2, 3], 1, [1f, 2, 3, 4], 2);
        Action remainder = () => TrainingData.FromTargets([1, 2, 3], 1, [1f, 2, 3, 4, 5, 6, 7], 2);
        Action label = () => TrainingData.FromClasses([1, 2], 1, [1, 5], 2);

        classes.Should().Throw<ArgumentException>().WithMessage("classes has 2 rows, but features has 3 values; expected 2 rows of 2.*");
        targets.Should().Throw<ArgumentException>().WithMessage("targets has 2 rows, but features has 3 values; expected 2 rows of 1.*");
        remainder.Should().Throw<ArgumentException>().WithMessage("targets has 7 values; expected a multiple of 2,*");
        label.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Row 1 has class 5; expected 0 to 1.*");
    }

    [Fact]
    public void AskingForTheOtherKindOfTargetIsRefused()
    {
        var classes = TrainingData.FromClasses([1], 1, [0], 2);
        var targets = TrainingData.FromTargets([1], 1, [1f], 1);
        Action label = () => targets.Class(0);
        Action values = () => classes.Targets(0).ToArray();

        label.Should().Throw<InvalidOperationException>().WithMessage("The rows have target values, not classes.");
        values.Should().Throw<InvalidOperationException>().WithMessage("The rows have classes, not target values.");
    }
}
