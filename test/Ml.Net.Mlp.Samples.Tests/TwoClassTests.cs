using System.Globalization;
using Ml.Net.Mlp.Samples.Tests.Support;
using Ml.Net.Mlp.Samples.TwoClass;

namespace Ml.Net.Mlp.Samples.Tests;

/// <summary>The networks of the fourth lecture: one that learns, one that overfits and one that underfits.</summary>
public sealed class TwoClassTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_trial_is_as_it_is_described()
    {
        var people = Participant.Generate(5);

        people.Should().HaveCount(2100);
        people.Should().OnlyContain(person => person.Age[0] >= 13 && person.Age[0] <= 100 && person.AgeAndOthers[0] == person.Age[0]);
        var young = people.Where(person => person.Age[0] < 65).ToList();
        young.Should().HaveCount(1050);
        young.Count(person => person.Label == 1).Should().Be(50);
        people.Except(young).Count(person => person.Label == 0).Should().Be(50);
    }

    [Fact]
    public void Overfitting_and_underfitting_show_in_the_table()
    {
        var run = SampleRun.Successful("two-class", "--rate", "0.001", "--pictures", _folder.Path);

        var (learned, overfitted, underfitted) = (Row(run, "as in the lecture"), Row(run, "overfits"), Row(run, "underfits"));
        learned.ValidationAccuracy.Should().BeGreaterThan(0.9);
        learned.ValidationLoss.Should().BeApproximately(learned.Loss, 0.1);
        overfitted.Accuracy.Should().Be(1, "it knows every row by heart");
        overfitted.ValidationAccuracy.Should().BeLessThan(0.9);
        overfitted.ValidationLoss.Should().BeGreaterThan(overfitted.Loss + 0.3);
        underfitted.Loss.Should().BeGreaterThan(0.6);
        underfitted.ValidationLoss.Should().BeGreaterThan(0.6);
        run.LastLine.Should().StartWith("validation accuracy 0.9");
    }

    [Fact]
    public void Six_people_are_learned_when_their_numbers_are_standardized()
    {
        var run = SampleRun.Successful("two-class", "--epochs", "1", "--overfit-epochs", "1", "--pictures", _folder.Path);

        run.Lines.Should().ContainSingle(line => line.StartsWith("standardized, seed 1:", StringComparison.Ordinal)).Which.Should().EndWith("accuracy 1.0000");
        run.Lines.Count(line => line.StartsWith("as in the lecture, seed", StringComparison.Ordinal)).Should().Be(5);
    }

    [Fact]
    public void The_pictures_show_the_curves_of_all()
    {
        SampleRun.Successful("two-class", "--epochs", "3", "--overfit-epochs", "4", "--pictures", _folder.Path);

        var trial = Svg.Load(_folder["two-class.svg"]);
        trial.All("polyline").Should().HaveCount(18, "there are nine panels, each with training and validation or network and truth");
        trial.Texts.Should().Contain(["Loss, overfits", "Accuracy, underfits", "By age, as in the lecture"]);
        Svg.Load(_folder["two-class-people.svg"]).Images.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("--epochs", "0", "--epochs is '0'; expected a whole number from 1 to 1000.")]
    [InlineData("--rate", "2", "--rate is '2'; expected a number from 1E-06 to 1.")]
    [InlineData("--overfit-epochs", "-5", "--overfit-epochs is '-5'; expected a whole number from 1 to 10000.")]
    public void A_value_out_of_its_range_is_refused(string option, string value, string message) =>
        SampleRun.Of("two-class", option, value).Errors.TrimEnd().Should().Be(message);

    private static (double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy) Row(SampleRun run, string name)
    {
        var numbers = run.Lines.Last(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^4..]
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
