using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples.Sentiment;

/// <summary>
/// Makes a bag of words of a sentence: how often each word of a vocabulary is in it. The order of the words is lost, and words
/// that the vocabulary lacks are too.
/// </summary>
internal sealed class WordBag
{
    private readonly string[] _words;
    private readonly Dictionary<string, int> _places;

    /// <param name="texts">Where the vocabulary comes from.</param>
    /// <param name="least">How often a word must occur there.</param>
    public WordBag(IEnumerable<string> texts, int least)
    {
        _words = [.. texts.SelectMany(Split).CountBy(word => word).Where(word => word.Value >= least).Select(word => word.Key).Order(StringComparer.Ordinal)];
        _places = _words.Index().ToDictionary(word => word.Item, word => word.Index);
    }

    public IReadOnlyList<string> Words => _words;

    /// <summary>The words of a text in small letters. Apostrophes belong to them, as in "don't".</summary>
    public static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant().Replace('’', '\'') + " ")
        {
            if (char.IsLetterOrDigit(letter) || (letter == '\'' && word.Length > 0))
            {
                word.Append(letter);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString().TrimEnd('\'');
                word.Clear();
            }
        }
    }

    /// <summary>A sentence as the network sees it: a vector of which nearly all values are 0.</summary>
    public VBuffer<float> Count(string text)
    {
        var counts = Split(text).Where(_places.ContainsKey).CountBy(word => _places[word]).OrderBy(word => word.Key).ToList();
        return new VBuffer<float>(_words.Length, counts.Count, [.. counts.Select(word => (float)word.Value)], [.. counts.Select(word => word.Key)]);
    }

    /// <summary>A data view with the columns <c>Features</c> and <c>Label</c>.</summary>
    public IDataView ToView(MLContext mlContext, IEnumerable<Sentence> sentences)
    {
        var rows = sentences.Select(sentence => new Row { Features = Count(sentence.Text), Label = sentence.Label }).ToList();

        // The size of a vector that is known only when the program runs has no place in an attribute.
        var schema = SchemaDefinition.Create(typeof(Row), SchemaDefinition.Direction.Read);
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _words.Length);
        return mlContext.Data.LoadFromEnumerable(rows, schema);
    }

    private sealed class Row
    {
        public VBuffer<float> Features { get; init; }

        public bool Label { get; init; }
    }
}
