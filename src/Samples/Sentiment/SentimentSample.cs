using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Sentiment;

/// <summary>The run of <see cref="SentimentCommand"/>.</summary>
internal sealed class SentimentSample(int epochs, int hidden, int least, int seed)
{
    private const int WordsShown = 15;

    private readonly MLContext _mlContext = new(seed);

    public int Run(IReadOnlyList<string> sentences, PictureFolder pictures)
    {
        var all = Sentence.Load(_mlContext);
        var test = all.Where((_, index) => index % 5 == 4).ToList();
        var train = all.Where((_, index) => index % 5 != 4).ToList();
        var bag = new WordBag(train.Select(sentence => sentence.Text), least);
        Print.Title("Data");
        Print.Balance("opinion", ("train", train.Select(Opinion)), ("test", test.Select(Opinion)));
        Print.Line($"{bag.Words.Count:N0} words occur {least} times or more in the training sentences");

        Print.Title("Training");
        using var training = new TrainingDisplay(epochs);
        var trainer = _mlContext.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options
        {
            HiddenLayers = [hidden],
            DropoutRate = 0.5f,
            Epochs = epochs,
            BatchSize = 32,
            ValidationFraction = 0.1,
            Seed = seed,
            Progress = training.Show,
            CancellationToken = training.CancellationToken,
            CancellationBehavior = CancellationBehavior.KeepBest,
        });
        var model = training.Run(() => trainer.Fit(bag.ToView(_mlContext, train)));
        training.Close(model.Model);

        Print.Title("Test");
        var scored = model.Transform(bag.ToView(_mlContext, test));
        var metrics = _mlContext.BinaryClassification.Evaluate(scored);
        Print.Metrics(metrics);
        var right = scored.GetColumn<bool>("PredictedLabel").Zip(test, (answer, sentence) => (sentence.Source, IsRight: answer == sentence.Label));
        foreach (var source in right.GroupBy(sentence => sentence.Source))
        {
            Print.Line($"{source.Key,-7} accuracy {source.Average(sentence => sentence.IsRight ? 1.0 : 0):F4}");
        }

        Print.Title("Words");
        var words = Weigh(bag, model);
        Print.Line($"most positive: {string.Join(' ', words.TakeLast(WordsShown).Reverse().Select(word => word.Name))}");
        Print.Line($"most negative: {string.Join(' ', words.Take(WordsShown).Select(word => word.Name))}");

        Print.Title("Sentences");
        PrintSentences(bag, model, sentences);
        Print.Line($"");
        Draw(pictures, model.Model, words);
        Print.Line($"test accuracy {metrics.Accuracy:F4}");
        return 0;
    }

    private static string Opinion(Sentence sentence) => sentence.Label ? "positive" : "negative";

    /// <summary>How each word, as a sentence of its own, moves the score from where it is without a word.</summary>
    private List<(string Name, double Value)> Weigh(WordBag bag, ITransformer model)
    {
        string[] alone = ["", .. bag.Words];
        var view = bag.ToView(_mlContext, alone.Select(word => new Sentence { Text = word }));
        var scores = model.Transform(view).GetColumn<float>("Score").ToList();
        return [.. bag.Words.Zip(scores.Skip(1), (word, score) => (word, (double)score - scores[0])).OrderBy(word => word.Item2)];
    }

    /// <summary>What the network says of sentences, and how each word moves its score: the gradient, times how often it is there.</summary>
    private void PrintSentences(WordBag bag, MlpBinaryTransformer model, IReadOnlyList<string> sentences)
    {
        var scored = model.Transform(bag.ToView(_mlContext, sentences.Select(text => new Sentence { Text = text })));
        foreach (var (text, probability) in sentences.Zip(scored.GetColumn<float>("Probability")))
        {
            var counts = bag.Count(text);
            var gradient = model.Model.GetInputGradients([.. counts.DenseValues()], output: 0, ofLogit: true);
            var parts = counts.Items().Select(word => FormattableString.Invariant($"{bag.Words[word.Key]} {Math.Round(word.Value * gradient[word.Key], 1) + 0.0:+0.0;-0.0}"));
            Print.Line($"{(probability > 0.5 ? "positive" : "negative")} {probability:F3}  {text}");
            Print.Line($"                {string.Join(", ", parts.DefaultIfEmpty("no word of it is known"))}");
        }
    }

    private static void Draw(PictureFolder pictures, MlpModelParameters model, List<(string Name, double Value)> words) =>
        pictures.Save("sentiment.svg", "Positive and negative sentences", "Loss and accuracy in each epoch, and the words that move the score most.",
            columns: 2, panelWidth: 340, panelHeight: 300,
            new CurvesPanel("Loss", "epoch", "loss",
                [Curve.OfEpochs("training", model.History.Select(epoch => epoch.Loss)), Curve.OfEpochs("validation", model.History.Select(epoch => epoch.ValidationLoss!.Value), 1, true)]),
            new CurvesPanel("Accuracy", "epoch", "accuracy",
                [Curve.OfEpochs("training", model.History.Select(epoch => epoch.Accuracy!.Value)), Curve.OfEpochs("validation", model.History.Select(epoch => epoch.ValidationAccuracy!.Value), 1, true)]),
            new BarsPanel("Most negative words", "change of the score", [.. words.Take(WordsShown)]),
            new BarsPanel("Most positive words", "change of the score", [.. words.TakeLast(WordsShown).Reverse()]));
}
