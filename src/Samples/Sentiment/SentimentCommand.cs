using System.CommandLine;

namespace Ml.Net.Mlp.Samples.Sentiment;

/// <summary>Tells positive from negative sentences by the words in them.</summary>
internal static class SentimentCommand
{
    public const string Name = "sentiment";

    // The first four are of the lecture; the last two are what a bag of words cannot tell apart.
    private static readonly string[] Examples =
    [
        "The lizard movie was great! I really liked it.",
        "Awesome lizards! The color green is my favorite.",
        "Total disaster! I never liked it.",
        "Worst movie of all time!",
        "This was good, not bad at all.",
        "This was bad, not good at all.",
    ];

    public static Command Create()
    {
        var epochs = SampleOption.Epochs(12);
        var hidden = SampleOption.Whole("--hidden", "Units of the hidden layer.", 16, 1, 1000);
        var least = SampleOption.Whole("--least", "How often a word must occur in the training sentences to be looked at.", 2, 1, 100);
        var sentences = new Option<string[]>("--sentence")
        {
            Description = "A sentence to judge in place of the examples; may be given several times.",
            HelpName = "text",
            DefaultValueFactory = _ => Examples,
        };
        var seed = SampleOption.Seed();
        var pictures = SampleOption.Pictures(Name);
        var command = new Command(Name, "Positive and negative sentences from reviews: a bag of words and a small network.")
        {
            epochs, hidden, least, sentences, seed, pictures,
        };
        command.SetAction(parsed => new SentimentSample(
            parsed.GetValue(epochs), parsed.GetValue(hidden), parsed.GetValue(least), parsed.GetValue(seed))
            .Run(parsed.GetValue(sentences)!, new PictureFolder(parsed.GetValue(pictures)!)));
        return command;
    }
}
