using Ml.Net.Mlp.Samples.Draw;

namespace Ml.Net.Mlp.Samples.Tests.Draw;

/// <summary>Digits drawn in different hands are read right.</summary>
public sealed class HandTests(TrainedModel model) : IClassFixture<TrainedModel>
{
    public static TheoryData<int> Hands() => [.. Enumerable.Range(0, Hand.All.Count)];

    [Theory]
    [MemberData(nameof(Hands))]
    public void At_least_9_of_10_digits_of_a_hand_are_read_right(int index)
    {
        var shelf = new ModelShelf([model.Path], null);
        var reader = shelf.Open(shelf.List()[0]);
        var hand = Hand.All[index];

        var answers = Enumerable.Range(0, 10).Select(digit => reader.Classes[reader.Read(DigitImage.Of(hand.Draw(digit))).Answer]).ToArray();

        answers.Index().Count(answer => answer.Item == $"{answer.Index}").Should().BeGreaterThanOrEqualTo(9, "{0} was read as {1}", hand, string.Join(' ', answers));
    }
}
