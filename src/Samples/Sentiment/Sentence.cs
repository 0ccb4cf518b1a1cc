using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples.Sentiment;

/// <summary>A sentence of a review, and whether it is positive.</summary>
internal sealed class Sentence
{
    [LoadColumn(0)]
    public bool Label { get; set; }

    /// <summary>Where it comes from: amazon, imdb or yelp.</summary>
    [LoadColumn(1)]
    public string Source { get; set; } = "";

    [LoadColumn(2)]
    public string Text { get; set; } = "";

    /// <summary>The sentences beside the program. One that occurs twice is there once, so that none is in both training and test.</summary>
    public static List<Sentence> Load(MLContext mlContext)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "data", "sentiment", "sentences.tsv");
        var view = mlContext.Data.LoadFromTextFile<Sentence>(path, hasHeader: true);
        return [.. mlContext.Data.CreateEnumerable<Sentence>(view, reuseRowObject: false).DistinctBy(sentence => sentence.Text)];
    }
}
