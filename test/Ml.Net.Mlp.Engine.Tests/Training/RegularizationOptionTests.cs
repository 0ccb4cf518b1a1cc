namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The ranges of the options that keep weights and gradients small.</summary>
public sealed class RegularizationOptionTests
{
    public static TheoryData<string, TrainingOptions, string> OutOfRange => new()
    {
        { "L1Regularization", new() { L1Regularization = -1 }, "L1Regularization is -1; expected a finite number, 0 or more." },
        { "L1Regularization", new() { L1Regularization = float.PositiveInfinity }, "L1Regularization is *; expected a finite number, 0 or more." },
        { "WeightDecay", new() { WeightDecay = -0.5f }, "WeightDecay is -0.5; expected a finite number, 0 or more." },
        { "WeightDecay", new() { WeightDecay = float.NaN }, "WeightDecay is NaN; expected a finite number, 0 or more." },
        { "MaxNorm", new() { MaxNorm = 0 }, "MaxNorm is 0; expected a finite number above 0." },
        { "MaxNorm", new() { MaxNorm = float.NaN }, "MaxNorm is NaN; expected a finite number above 0." },
        { "ClipValue", new() { ClipValue = -1 }, "ClipValue is -1; expected a finite number above 0." },
        { "ClipValue", new() { ClipValue = float.PositiveInfinity }, "ClipValue is *; expected a finite number above 0." },
        { "ClipNorm", new() { ClipNorm = 0 }, "ClipNorm is 0; expected a finite number above 0." },
        { "ClipNorm", new() { ClipNorm = float.NaN }, "ClipNorm is NaN; expected a finite number above 0." },
        { "ClipValue", new() { ClipValue = 2, ClipNorm = 1 }, "ClipValue is 2; expected null, because ClipNorm is given." },
        { "WeightAveraging", new() { WeightAveraging = 0 }, "WeightAveraging is 0; expected 0 < decay < 1." },
        { "WeightAveraging", new() { WeightAveraging = 1 }, "WeightAveraging is 1; expected 0 < decay < 1." },
        { "WeightAveraging", new() { WeightAveraging = float.NaN }, "WeightAveraging is NaN; expected 0 < decay < 1." },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void An_option_out_of_range_is_named_with_its_value_and_the_range(string name, TrainingOptions options, string message)
    {
        foreach (var refused in new Action[] { options.Validate, () => NetworkTrainer.Train(Rows.Classifier(), Rows.Classes(10), options) })
        {
            refused.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*").Which.ParamName.Should().Be(name);
        }
    }

    [Fact]
    public void All_are_off_by_default()
    {
        var options = new TrainingOptions();

        options.L1Regularization.Should().Be(0);
        new[] { options.WeightDecay, options.MaxNorm, options.ClipValue, options.ClipNorm, options.WeightAveraging }
            .Should().AllBeEquivalentTo((float?)null);
    }
}
