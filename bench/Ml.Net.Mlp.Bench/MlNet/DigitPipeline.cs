using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Bench;

/// <summary>W1 on MNIST as a user of ML.NET writes it: the files, keys for the labels, the trainer.</summary>
internal sealed class DigitPipeline
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>Reads the training digits; ML.NET's views are lazy, ours of IDX files holds the bytes.</summary>
    public DigitPipeline()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data", "mnist");
        Digits = _mlContext.Data.LoadFromIdx(
            Path.Combine(folder, "train-images-idx3-ubyte.gz"), Path.Combine(folder, "train-labels-idx1-ubyte.gz"), divisor: 255);
    }

    public IDataView Digits { get; }

    /// <summary>Trains on all 60,000 digits.</summary>
    public TransformerChain<MlpMulticlassTransformer> Fit(int epochs, int threads)
    {
        var w1 = Workload.Parse("W1");
        return _mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(_mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
            {
                HiddenLayers = w1.Hidden,
                Optimizer = w1.Optimizer,
                BatchSize = w1.BatchSize,
                Epochs = epochs,
                NumberOfThreads = threads,
            }))
            .Fit(Digits);
    }

    /// <summary>Reads the scores of all digits through a cursor; returns how many rows.</summary>
    public long ReadScores(ITransformer model)
    {
        var scored = model.Transform(Digits);
        var column = scored.Schema["Score"];
        using var cursor = scored.GetRowCursor([column]);
        var getScore = cursor.GetGetter<VBuffer<float>>(column);
        var score = default(VBuffer<float>);
        var rows = 0L;
        while (cursor.MoveNext())
        {
            getScore(ref score);
            rows++;
        }

        return rows;
    }

    public PredictionEngine<Digit, DigitPrediction> CreateEngine(TransformerChain<MlpMulticlassTransformer> model) =>
        _mlContext.Model.CreatePredictionEngine<Digit, DigitPrediction>(model.LastTransformer);
}
