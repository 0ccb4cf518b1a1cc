using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>
/// A loaded model that tells classes of 28 × 28 pictures apart: its pipeline up to the network runs in ML.NET, on one row, and the
/// network itself is then looked into. Safe to use from several threads at once.
/// </summary>
internal sealed class DigitReader
{
    private readonly Lock _lock = new();
    private readonly float[] _pixels = new float[DigitImage.Side * DigitImage.Side];
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private readonly Network _network;
    private readonly Range[] _hidden;
    private readonly int[] _order;
    private VBuffer<float> _features;

    /// <param name="model">What was loaded.</param>
    /// <param name="schema">The columns that it was trained on, or null if the file does not say.</param>
    /// <param name="examples">Pictures, by which the colours of the hidden layers are scaled.</param>
    /// <exception cref="FormatException">It is no model of such pictures; the message says what it is.</exception>
    public DigitReader(ITransformer model, DataViewSchema? schema, IReadOnlyList<byte[]> examples)
    {
        var steps = Flatten(model).TakeWhile(step => step is not MlpTransformerBase).ToArray();
        var mlp = FindNetwork(model);
        if (schema is null)
        {
            throw new FormatException("The file does not say which columns its model takes; expected one saved with the schema of its training data.");
        }

        ITransformer features = new TransformerChain<ITransformer>(steps);
        var mapper = features.GetRowToRowMapper(schema);
        DataViewSchema.Column[] wanted = [mapper.OutputSchema[mlp.FeatureColumnName]];
        var pictures = FindPictures([.. mapper.GetDependencies(wanted)]);
        var row = mapper.GetRow(new PictureRow(schema, pictures, _pixels), wanted);
        _getFeatures = row.GetGetter<VBuffer<float>>(row.Schema[mlp.FeatureColumnName]);

        _network = mlp.Model.Network;
        (Classes, _order) = ReadClasses(mlp.GetOutputSchema(mapper.OutputSchema)["Score"]);
        AreProbabilities = ((DenseLayer)_network.Description.Layers[^1]).Activation == Activation.Softmax;
        _hidden = [.. FindHidden(_network.Description.Layers)];
        Divisor = TakesBytes() ? 1 : 255;
        Layers = [.. Scale(examples)];
    }

    /// <summary>The names of the classes, in the order of their scores.</summary>
    public string[] Classes { get; }

    /// <summary>Whether the scores are probabilities.</summary>
    public bool AreProbabilities { get; }

    /// <summary>The hidden layers.</summary>
    public LayerView[] Layers { get; }

    /// <summary>The sizes, for example <c>784-256-128-10</c>.</summary>
    public string Architecture => _network.Description.ToString();

    /// <summary>What the pixels of a picture are divided by before the pipeline gets them: 255, or 1 where it scales them itself.</summary>
    public float Divisor { get; }

    /// <summary>Reads a picture.</summary>
    /// <param name="image">28 × 28 bytes, 255 for ink.</param>
    /// <exception cref="FormatException">The model yields no finite scores.</exception>
    public Reading Read(byte[] image)
    {
        var features = GetFeatures(image);
        var scores = new float[_network.Description.Outputs];
        _network.Predict(features, scores);
        if (!scores.All(float.IsFinite))
        {
            throw new FormatException("The model yields scores that are not finite; its weights have overflowed.");
        }

        float[] ordered = [.. _order.Select(i => scores[i])];
        return new Reading(Array.IndexOf(ordered, ordered.Max()), ordered, Activate(features), image);
    }

    private float[] GetFeatures(byte[] image)
    {
        lock (_lock)
        {
            for (var i = 0; i < image.Length; i++)
            {
                _pixels[i] = image[i] / Divisor;
            }

            _getFeatures(ref _features);
            return [.. _features.DenseValues()];
        }
    }

    private float[][] Activate(float[] features) => [.. _hidden.Select(layers => _network.GetActivations(features, layers.End.Value - 1))];

    /// <summary>
    /// Whether pixels go in as bytes: where the pipeline, or the network's first layers, makes numbers around 1 of 255. A
    /// normalizer learned what its training data had, so a white picture and a black one tell it.
    /// </summary>
    private bool TakesBytes()
    {
        var last = _network.Description.Layers.TakeWhile(layer => layer is not DenseLayer).Count() - 1;
        var (black, white) = (See(0), See(1));
        float[] steps = [.. black.Zip(white, (from, to) => MathF.Abs(to - from)).Where(step => step > 0).Order()];
        return steps.Length > 0 && steps[steps.Length / 2] < 0.05f;

        float[] See(float pixel)
        {
            Array.Fill(_pixels, pixel);
            _getFeatures(ref _features);
            float[] seen = [.. _features.DenseValues()];
            return last < 0 ? seen : _network.GetActivations(seen, last);
        }
    }

    /// <summary>
    /// Colours that stay the same while drawing: up to what one in 200 values of the examples exceeds, and to both sides of 0 where a
    /// layer has values on both.
    /// </summary>
    private IEnumerable<LayerView> Scale(IReadOnlyList<byte[]> examples)
    {
        var values = examples.Select(example => Activate(GetFeatures(example))).ToArray();
        foreach (var (i, layers) in _hidden.Index())
        {
            float[] sizes = [.. values.SelectMany(example => example[i]).Select(MathF.Abs).Order()];
            var most = MathF.Max(sizes[sizes.Length * 199 / 200], 1e-6f);
            var isSigned = values.Any(example => example[i].Any(value => value < -0.01f * most));
            yield return new LayerView(values[0][i].Length, Describe(layers), isSigned ? -most : 0, most);
        }
    }

    private string Describe(Range layers) => _network.Description.Layers.Take(layers)
        .Select(part => part switch
        {
            DenseLayer { Activation: var activation } when activation != Activation.Identity => activation.ToString(),
            ActivationLayer { Activation: var activation } => activation.ToString(),
            MaxoutLayer or PReLULayer => part.Kind,
            _ => null,
        }).LastOrDefault(name => name is not null) ?? "linear";

    /// <summary>From each dense layer but the last to what stands before the next: its normalization, activation and dropout.</summary>
    private static IEnumerable<Range> FindHidden(IReadOnlyList<LayerDescription> layers)
    {
        int[] dense = [.. layers.Index().Where(layer => layer.Item is DenseLayer).Select(layer => layer.Index)];
        return dense.Zip(dense.Skip(1), (from, to) => from..to);
    }

    private static IEnumerable<ITransformer> Flatten(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [model];

    private static MlpMulticlassTransformer FindNetwork(ITransformer model) =>
        Flatten(model).OfType<MlpTransformerBase>().FirstOrDefault() switch
        {
            MlpMulticlassTransformer mlp => mlp,
            null => throw new FormatException("The model holds no multilayer perceptron; expected one that Trainers.Mlp made."),
            MlpBinaryTransformer => throw new FormatException("The model tells two classes apart (binary); expected a multiclass one."),
            _ => throw new FormatException("The model predicts numbers (regression); expected a multiclass one."),
        };

    private static DataViewSchema.Column FindPictures(DataViewSchema.Column[] inputs) => inputs switch
    {
        [{ Type: VectorDataViewType { Size: DigitImage.Side * DigitImage.Side } type } pictures] when type.ItemType == NumberDataViewType.Single => pictures,
        [{ Type: VectorDataViewType { IsKnownSize: true } type } pictures] => throw new FormatException(FormattableString.Invariant(
            $"The model takes {type.Size} numbers ('{pictures.Name}'); expected 784, a picture of 28 x 28.")),
        _ => throw new FormatException(FormattableString.Invariant(
            $"The model takes {inputs.Length} columns ({string.Join(", ", inputs.Take(5).Select(column => column.Name))}{(inputs.Length > 5 ? ", ..." : "")}); expected one of 784 numbers, a picture of 28 x 28.")),
    };

    /// <summary>Names and their order: that of numbers where all are, otherwise that of the model.</summary>
    private static (string[] Names, int[] Order) ReadClasses(DataViewSchema.Column score)
    {
        var names = Enumerable.Range(0, ((VectorDataViewType)score.Type).Size).Select(i => FormattableString.Invariant($"class {i}")).ToArray();
        if (score.Annotations.Schema.Any(kind => kind.Name == "SlotNames"))
        {
            VBuffer<ReadOnlyMemory<char>> slots = default;
            score.Annotations.GetValue("SlotNames", ref slots);
            names = [.. slots.DenseValues().Select(name => name.ToString())];
        }

        var numbers = names.Select(name => double.TryParse(name, CultureInfo.InvariantCulture, out var number) ? number : (double?)null).ToArray();
        var order = Enumerable.Range(0, names.Length).ToArray();
        if (numbers.All(number => number is not null))
        {
            order = [.. order.OrderBy(i => numbers[i])];
        }

        return ([.. order.Select(i => names[i])], order);
    }
}
