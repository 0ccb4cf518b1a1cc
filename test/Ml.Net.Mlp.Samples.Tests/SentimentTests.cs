using System.Globalization;
using Microsoft.ML;
using Ml.Net.Mlp.Samples.Sentiment;
using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests;

public sealed class SentimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sentences_are_told_apart_by_their_words()
    {
        var run = SampleRun.Successful("sentiment", "--pictures", _folder.Path);

        double.Parse(run.LastLine["test accuracy ".Length..], CultureInfo.InvariantCulture).Should().BeGreaterThan(0.8);
        Words(run, "most positive").Should().Contain(["great", "love", "excellent"]).And.NotContain("not");
        Words(run, "most negative").Should().Contain(["bad", "worst", "not"]).And.NotContain("great");
        run.Lines.Should().ContainSingle(line => line.EndsWith("  The lizard movie was great! I really liked it.", StringComparison.Ordinal)).Which.Should().StartWith("positive");
        run.Lines.Should().ContainSingle(line => line.EndsWith("  Worst movie of all time!", StringComparison.Ordinal)).Which.Should().StartWith("negative");
        var svg = Svg.Load(_folder["sentiment.svg"]);
        svg.Texts.Should().Contain(["great", "worst", "training", "validation"]);
        svg.All("polyline").Should().HaveCount(4);
    }

    [Fact]
    public void It_judges_the_sentences_that_it_is_given_and_says_when_it_knows_no_word()
    {
        var run = SampleRun.Successful(
            "sentiment", "--epochs", "2", "--sentence", "Great & good", "--sentence", "zzz qqq", "--pictures", _folder.Path);

        var lines = run.Lines.SkipWhile(line => line != "== Sentences").Skip(1).ToArray();
        lines[0].Should().StartWith("positive ").And.EndWith("  Great & good");
        lines[1].Should().MatchRegex(@"^ +good \+\d\.\d, great \+\d\.\d$");
        lines[2].Should().EndWith("  zzz qqq");
        lines[3].Trim().Should().Be("no word of it is known");
        lines[4].Should().StartWith("picture ");
    }

    [Theory]
    [InlineData("It wasn't good.Really!", "it wasn't good really")]
    [InlineData("  10/10, 'great' café – don’t MISS it", "10 10 great café don't miss it")]
    [InlineData("...", "")]
    public void A_text_is_split_into_words(string text, string words) =>
        string.Join(' ', WordBag.Split(text)).Should().Be(words);

    [Fact]
    public void A_bag_counts_the_words_that_occur_often_enough()
    {
        var bag = new WordBag(["good bad good", "Good, ugly bad"], least: 2);

        bag.Words.Should().Equal("bad", "good");
        bag.Count("good ugly good").DenseValues().Should().Equal(0, 2);
        bag.Count("ugly").GetValues().Length.Should().Be(0);
    }

    [Fact]
    public void The_data_has_each_sentence_once()
    {
        var sentences = Sentence.Load(new MLContext(1));

        sentences.Should().HaveCount(2982);
        sentences.GroupBy(sentence => sentence.Source).Select(source => source.Key).Should().Equal("amazon", "imdb", "yelp");
        sentences[1].Text.Should().Be("Good case, Excellent value.");
        sentences[1].Label.Should().BeTrue();
        sentences.Should().Contain(sentence => sentence.Text.StartsWith('"') || sentence.Text.Contains(" \""), "quotation marks are text");
    }

    [Theory]
    [InlineData("--epochs", "0", "--epochs is '0'; expected a whole number from 1 to 100000.")]
    [InlineData("--least", "0", "--least is '0'; expected a whole number from 1 to 100.")]
    [InlineData("--hidden", "none", "--hidden is 'none'; expected a whole number from 1 to 1000.")]
    public void A_value_out_of_its_range_is_refused(string option, string value, string message) =>
        SampleRun.Of("sentiment", option, value).Errors.TrimEnd().Should().Be(message);

    private static string[] Words(SampleRun run, string which) =>
        run.Lines.Single(line => line.StartsWith(which, StringComparison.Ordinal)).Split(' ')[2..];
}
