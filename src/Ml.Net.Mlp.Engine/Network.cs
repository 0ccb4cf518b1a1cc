using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A network with its parameters: the result of a training. Immutable, and safe to use from several threads at once.
/// </summary>
public sealed unsafe class Network
{
    /// <summary>Rows that are computed together: enough to use each weight often, few enough for the second-level cache.</summary>
    private const int BlockRows = 128;

    private readonly AlignedBuffer _parameters;
    private readonly PassPool _blocks;
    private readonly PassPool _singleRows;

    internal Network(NetworkDescription description, AlignedBuffer parameters, TrainingHistory history)
    {
        Description = description;
        History = history;
        _parameters = parameters;
        _blocks = new PassPool(description, parameters, BlockRows);
        _singleRows = new PassPool(description, parameters, 1);
    }

    /// <summary>The architecture.</summary>
    public NetworkDescription Description { get; }

    /// <summary>The training that made the network.</summary>
    public TrainingHistory History { get; }

    /// <summary>Number of trainable parameters: weights and biases.</summary>
    public long ParameterCount => Description.ParameterCount;

    /// <summary>Reads a network that <see cref="Save(string)"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no network, truncated or altered; the message says what and where.</exception>
    public static Network Load(string path) => NetworkFile.Load(path);

    /// <summary>Reads a network that <see cref="Save(Stream)"/> wrote, up to its last byte and no further.</summary>
    /// <param name="stream">Stands at the network's first byte; need not be seekable.</param>
    /// <exception cref="FormatException">The data is no network, truncated or altered; the message says what and where.</exception>
    public static Network Load(Stream stream) => NetworkFile.Read(stream, "stream");

    /// <summary>Writes the network to a file: first beside it, then moved into place, so that no half-written file stays.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    public void Save(string path) => NetworkFile.Save(this, path);

    /// <summary>Writes the network to a stream.</summary>
    /// <param name="stream">Need not be seekable.</param>
    public void Save(Stream stream) => NetworkFile.Write(this, stream);

    /// <summary>A table of the layers, their output shapes and parameters, as Keras prints it.</summary>
    public string Summary() => Description.Summary();

    /// <summary>
    /// The weights of a dense layer as inputs × units, row-major: element <c>[input · units + unit]</c>. A copy.
    /// </summary>
    /// <param name="layer">Index in <see cref="NetworkDescription.Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer, or it has no weights.</exception>
    public float[] GetWeights(int layer)
    {
        var (inputs, units, offset) = FindDense(layer);
        var weights = new float[inputs * units];
        PanelLayout.Unpack(_parameters.Pointer + offset, inputs, units, weights);
        GC.KeepAlive(_parameters);
        return weights;
    }

    /// <summary>The biases of a dense layer, one a unit. A copy.</summary>
    /// <param name="layer">Index in <see cref="NetworkDescription.Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer, or it has no biases.</exception>
    public float[] GetBias(int layer)
    {
        var (inputs, units, offset) = FindDense(layer);
        return _parameters.Span.Slice((int)(offset + PanelLayout.Size(inputs, units)), units).ToArray();
    }

    /// <summary>Computes the outputs of one row. Allocates nothing from the second call on.</summary>
    /// <param name="features">The row's features; as many as the network has inputs.</param>
    /// <param name="outputs">Receives the outputs; as many as the network has.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => Predict(features, 1, outputs);

    /// <summary>
    /// Computes the outputs of many rows. Each row's outputs are the same, to the bit, as when it is computed alone.
    /// </summary>
    /// <param name="features">Rows × inputs values, row after row.</param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="outputs">Receives rows × outputs values, row after row.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Predict(ReadOnlySpan<float> features, int rows, Span<float> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        RequireLength(features.Length, rows, Description.Inputs, nameof(features));
        RequireLength(outputs.Length, rows, Description.Outputs, nameof(outputs));
        var pool = rows == 1 ? _singleRows : _blocks;
        var pass = pool.Rent();
        for (var first = 0; first < rows; first += pass.BatchRows)
        {
            var count = Math.Min(pass.BatchRows, rows - first);
            for (var row = 0; row < count; row++)
            {
                features.Slice((first + row) * Description.Inputs, Description.Inputs).CopyTo(pass.Input.RowSpan(row));
            }

            pass.Forward(count);
            for (var row = 0; row < count; row++)
            {
                pass.Output.RowSpan(row).CopyTo(outputs.Slice((first + row) * Description.Outputs, Description.Outputs));
            }
        }

        pool.Return(pass);
    }

    /// <summary>All parameters in the order of the file: per dense layer the weights (inputs × units) and the biases.</summary>
    internal IEnumerable<float[]> EnumerateParameters()
    {
        for (var layer = 0; layer < Description.Layers.Count; layer++)
        {
            if (Description.Layers[layer] is DenseLayer)
            {
                yield return GetWeights(layer);
                yield return GetBias(layer);
            }
        }
    }

    private static void RequireLength(int length, int rows, int columns, string name)
    {
        if (length != (long)rows * columns)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{name} has {length} values; expected {rows} x {columns}."), name);
        }
    }

    private (int Inputs, int Units, long Offset) FindDense(int layer)
    {
        var offset = 0L;
        var index = 0;
        foreach (var (description, inputs) in Description.Walk())
        {
            if (index++ == layer && description is DenseLayer dense)
            {
                return (inputs, dense.Units, offset);
            }

            offset += description.CreateLayer(inputs, 0).ParameterSize;
        }

        throw new ArgumentOutOfRangeException(nameof(layer), layer, string.Create(CultureInfo.InvariantCulture,
            $"Layer {layer} of {Description} is no dense layer; the network has {Description.Layers.Count} layers."));
    }
}
