using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A network with its parameters: the result of a training. Immutable, and safe to use from several threads at once.
/// </summary>
public sealed unsafe partial class Network
{
    /// <summary>Rows that are computed together: enough to use each weight often, few enough for the second-level cache.</summary>
    private const int BlockRows = 128;

    /// <summary>Wide rows make blocks shorter: 64 MiB of values of all layers at most, or one row.</summary>
    private const int BlockValues = 1 << 24;

    /// <summary>
    /// Work that a thread must have to be worth waking: some 50 microseconds. A thread of the pool that has just worked begins
    /// within 3 microseconds, a sleeping one within 40.
    /// </summary>
    private const double FlopsPerThread = 5e6;

    /// <summary>What a sparse row is taken to have, in the time of ten times as many that stand side by side.</summary>
    private const int ValuesOfSparseRow = 500;

    /// <summary>As in <see cref="TrainingOptions.NumberOfThreads"/>.</summary>
    private const int MostThreads = 1024;

    private readonly ParameterMap _map;
    private readonly AlignedBuffer _parameters;
    private readonly PassPool _blocks;
    private readonly PassPool _singleRows;
    private readonly PassPool _sparseBlocks;
    private readonly PassPool _sparseSingleRows;
    private readonly double _flopsPerRow;
    private readonly double _flopsPerSparseRow;

    internal Network(NetworkDescription description, AlignedBuffer parameters, TrainingHistory history)
    {
        Description = description;
        History = history;
        _map = new ParameterMap(description);
        _layers = new Lazy<IReadOnlyList<NetworkLayer>>(CreateLayers);
        _parameters = parameters;

        // An activation costs about as much as ten multiply-adds.
        var values = description.Inputs + description.Walk().Sum(step => (long)step.Layer.GetOutputSize(step.Inputs));
        _flopsPerRow = _flopsPerSparseRow = (2.0 * description.ParameterCount) + (20.0 * values);
        var (form, formParameters) = ScoringForm.Of(description, parameters);
        _blocks = new PassPool(form, formParameters, (int)Math.Clamp(BlockValues / values, 1, BlockRows));
        _singleRows = new PassPool(form, formParameters, 1);
        _sparseBlocks = _blocks;
        _sparseSingleRows = _singleRows;
        if (NetworkPass.TakesSparseRows(form))
        {
            var rows = (int)Math.Clamp(BlockValues / (values - description.Inputs), 1, BlockRows);
            _flopsPerSparseRow -= 2.0 * (description.Inputs - ValuesOfSparseRow) * description.Layers[0].GetOutputSize(description.Inputs);
            _sparseBlocks = new PassPool(form, formParameters, rows, sparse: true);
            _sparseSingleRows = new PassPool(form, formParameters, 1, sparse: true);
        }
    }

    /// <summary>The architecture.</summary>
    public NetworkDescription Description { get; }

    /// <summary>The training that made the network.</summary>
    public TrainingHistory History { get; }

    /// <summary>Number of parameters: what training changes, and statistics.</summary>
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
    public float[] GetWeights(int layer) => Export(layer, ParameterKind.Weights);

    /// <summary>The biases of a dense layer, one a unit. A copy.</summary>
    /// <param name="layer">Index in <see cref="NetworkDescription.Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer, or it has no biases.</exception>
    public float[] GetBias(int layer) => Export(layer, ParameterKind.Bias);

    /// <summary>
    /// All parameters of a layer, array by array, each row by row; none where the layer has none. Dense: weights (inputs × units)
    /// and biases; batch normalization: gamma, beta, mean, variance; layer normalization: gamma, beta; scale: the factors;
    /// standardize and robust scale: centers, factors. Copies.
    /// </summary>
    /// <param name="layer">Index in <see cref="NetworkDescription.Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public IReadOnlyList<float[]> GetParameters(int layer)
    {
        RequireLayer(layer);
        return [.. _map.Entries.Where(entry => entry.Layer == layer).Select(entry => ParameterMap.Export(_parameters, entry))];
    }

    /// <summary>Computes the outputs of one row. Allocates nothing from the second call on.</summary>
    /// <param name="features">The row's features; as many as the network has inputs.</param>
    /// <param name="outputs">Receives the outputs; as many as the network has.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => Predict(features, 1, outputs);

    /// <summary>
    /// Computes the outputs of many rows. Each row's outputs are the same, to the bit, as when it is computed alone, and on any
    /// number of threads. Allocates nothing from the second call on where one thread is enough. May be called from several
    /// threads at once and inside of parallel loops; the calls then share the threads of the thread pool.
    /// </summary>
    /// <param name="features">Rows × inputs values, row after row.</param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="outputs">Receives rows × outputs values, row after row.</param>
    /// <param name="numberOfThreads">
    /// Threads at most, 1 to 1024, the caller's included; never more than the rows give work for. Default
    /// (<see langword="null"/>): as many as the process may use processors (<see cref="Environment.ProcessorCount"/>).
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is out of its range.</exception>
    public void Predict(ReadOnlySpan<float> features, int rows, Span<float> outputs, int? numberOfThreads = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        RequireLength(features.Length, rows, Description.Inputs, nameof(features));
        fixed (float* from = features)
        {
            Predict(from, null, rows, outputs, numberOfThreads);
        }
    }

    /// <summary>
    /// Computes the outputs of many rows that do not stand one after the other: the same as
    /// <see cref="Predict(ReadOnlySpan{float}, int, Span{float}, int?)"/>, without a copy of the features in between.
    /// </summary>
    /// <param name="readRow">
    /// Called once for each row, on several threads at once and in any order. What it throws ends the call and is passed on.
    /// </param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="outputs">Receives rows × outputs values, row after row.</param>
    /// <param name="numberOfThreads">Threads at most, 1 to 1024, the caller's included. Default: as many as there are processors.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is out of its range.</exception>
    public void Predict(FeatureReader readRow, int rows, Span<float> outputs, int? numberOfThreads = null)
    {
        ArgumentNullException.ThrowIfNull(readRow);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Predict(null, readRow, rows, outputs, numberOfThreads);
    }

    /// <summary>
    /// Computes the outputs of one row of which only the features that are not zero are given: the same bits as of all features, in
    /// time that goes by those given. Allocates nothing from the second call on.
    /// </summary>
    /// <param name="indices">Which features: from 0, each larger than the one before.</param>
    /// <param name="values">Their values, as many.</param>
    /// <param name="outputs">Receives the outputs; as many as the network has.</param>
    /// <exception cref="ArgumentException">A length does not fit, or an index is out of its range or order.</exception>
    public void PredictSparse(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> outputs)
    {
        RequireLength(outputs.Length, 1, Description.Outputs, nameof(outputs));
        var pass = _sparseSingleRows.Rent();
        pass.Sink.Begin(0);
        pass.Sink.Sparse(indices, values);
        fixed (float* to = outputs)
        {
            new ScoringRows { Outputs = to, Count = 1 }.Compute(pass, 0, 1);
        }

        _sparseSingleRows.Return(pass);
    }

    /// <summary>
    /// Computes the outputs of many rows, each written dense or sparse: the same bits as
    /// <see cref="Predict(ReadOnlySpan{float}, int, Span{float}, int?)"/>. Worth it where most rows are sparse.
    /// </summary>
    /// <param name="readRow">
    /// Called once for each row, on several threads at once and in any order. What it throws ends the call and is passed on.
    /// </param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="outputs">Receives rows × outputs values, row after row.</param>
    /// <param name="numberOfThreads">Threads at most, 1 to 1024, the caller's included. Default: as many as there are processors.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number or an index is out of its range.</exception>
    public void PredictSparse(FeatureSource readRow, int rows, Span<float> outputs, int? numberOfThreads = null)
    {
        ArgumentNullException.ThrowIfNull(readRow);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        fixed (float* to = outputs)
        {
            RequireLength(outputs.Length, rows, Description.Outputs, nameof(outputs));
            var source = new ScoringRows { Source = readRow, Outputs = to, Count = rows };
            Predict(source, rows == 1 ? _sparseSingleRows : _sparseBlocks, _flopsPerSparseRow, numberOfThreads);
        }
    }

    /// <summary>
    /// The same network with the identity as output activation, so that it yields the weighted sums (logits) of its output units; it
    /// shares the parameters.
    /// </summary>
    public Network WithoutOutputActivation() => Description.OutputLayer.Activation == Activation.Identity
        ? this
        : new Network(Description.WithOutputActivation(Activation.Identity), _parameters, History);

    /// <summary>What a training that goes on with the network starts from; null where it was read from a file.</summary>
    internal TrainingEnd? End { get; init; }

    /// <summary>Copies the flat parameters.</summary>
    internal void CopyParameters(AlignedBuffer destination) => _parameters.Span.CopyTo(destination.Span);

    /// <summary>All parameters in the order of the file: layer by layer, array by array, row by row.</summary>
    internal IEnumerable<float[]> EnumerateParameters() => _map.Entries.Select(entry => ParameterMap.Export(_parameters, entry));

    private void Predict(float* features, FeatureReader? readRow, int count, Span<float> outputs, int? numberOfThreads)
    {
        RequireLength(outputs.Length, count, Description.Outputs, nameof(outputs));
        fixed (float* to = outputs)
        {
            var rows = new ScoringRows { Features = features, Reader = readRow, Outputs = to, Count = count };
            Predict(rows, count == 1 ? _singleRows : _blocks, _flopsPerRow, numberOfThreads);
        }
    }

    private static void Predict(ScoringRows rows, PassPool pool, double flopsPerRow, int? numberOfThreads)
    {
        if (numberOfThreads is < 1 or > MostThreads)
        {
            throw new ArgumentOutOfRangeException(nameof(numberOfThreads), numberOfThreads, string.Create(CultureInfo.InvariantCulture,
                $"numberOfThreads is {numberOfThreads}; expected 1 to {MostThreads}."));
        }

        var useful = Math.Min(rows.Count, rows.Count * flopsPerRow / FlopsPerThread);
        var threads = (int)Math.Min(useful, numberOfThreads ?? Environment.ProcessorCount);
        if (threads > 1)
        {
            SharedScoring.Run(pool, rows, threads);
            return;
        }

        var pass = pool.Rent();
        for (var first = 0; first < rows.Count; first += pass.BatchRows)
        {
            rows.Score(pass, first, Math.Min(pass.BatchRows, rows.Count - first));
        }

        pool.Return(pass);
    }

    private static void RequireLength(int length, int rows, int columns, string name)
    {
        if (length != (long)rows * columns)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{name} has {length} values; expected {rows} x {columns}."), name);
        }
    }

    private float[] Export(int layer, ParameterKind kind)
    {
        var entry = _map.Entries.FirstOrDefault(e => e.Layer == layer && Description.Layers[layer] is DenseLayer && e.Part.Kind == kind)
            ?? throw new ArgumentOutOfRangeException(nameof(layer), layer, string.Create(CultureInfo.InvariantCulture,
                $"Layer {layer} of {Description} is no dense layer; the network has {Description.Layers.Count} layers."));
        return ParameterMap.Export(_parameters, entry);
    }
}
