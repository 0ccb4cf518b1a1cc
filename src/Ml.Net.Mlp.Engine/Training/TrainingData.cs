using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Rows to learn from: features, a class or target values each, and perhaps weights. Made by
/// <see cref="TrainingDataBuilder"/>; immutable. It may hold more than 2^31 feature values. Rows that are mostly zeros are kept
/// without them (<see cref="TrainingRows.IsSparse"/>).
/// </summary>
public sealed class TrainingData : TrainingRows
{
    private readonly RowStore? _targets;
    private readonly int[]? _classes;
    private readonly float[]? _weights;

    internal TrainingData(FeatureRows features, int outputs, RowStore? targets, int[]? classes, float[]? weights)
    {
        Rows = features;
        _targets = targets;
        _classes = classes;
        _weights = weights;
        Outputs = outputs;
    }

    /// <summary>Number of rows.</summary>
    public int Count => Rows.Count;

    /// <inheritdoc/>
    public override int Inputs => Rows.Columns;

    /// <inheritdoc/>
    public override int Outputs { get; }

    /// <inheritdoc/>
    public override bool HasClasses => _classes != null;

    /// <inheritdoc/>
    public override bool IsSparse => Rows.IsSparse;

    /// <inheritdoc/>
    public override long MemoryBytes => Rows.Bytes + (Count * (8L + (sizeof(float) * (_targets?.Columns ?? 0))));

    internal override long RowCount => Count;

    internal FeatureRows Rows { get; }

    internal bool HasWeights => _weights != null;

    /// <summary>Whether the features of a row are its target values.</summary>
    private bool HasOwnTargets => _targets == null && _classes == null;

    /// <summary>The features of a row; a dense copy of them where rows are sparse.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    public ReadOnlySpan<float> Features(int row)
    {
        if (!IsSparse)
        {
            return Rows.Values(RequireRow(row));
        }

        var features = new float[Inputs];
        CopyFeatures(row, features);
        return features;
    }

    /// <summary>Copies all features of a row.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="features">Receives them; as long as a row has features.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public void CopyFeatures(int row, Span<float> features)
    {
        if (features.Length != Inputs)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"features has {features.Length} values; expected {Inputs}."), nameof(features));
        }

        Rows.CopyTo(RequireRow(row), features);
    }

    /// <summary>The class of a row, from 0 to <see cref="TrainingRows.ClassCount"/> - 1.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="InvalidOperationException">The rows have target values.</exception>
    public int Class(int row) => _classes is { } classes
        ? classes[row]
        : throw new InvalidOperationException("The rows have target values, not classes.");

    /// <summary>The target values of a row.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="InvalidOperationException">The rows have classes.</exception>
    public ReadOnlySpan<float> Targets(int row) => _targets is { } targets ? targets[row]
        : HasOwnTargets ? Features(row)
        : throw new InvalidOperationException("The rows have classes, not target values.");

    /// <summary>The weight of a row; 1 where no weights were given.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    public float Weight(int row) => _weights?[row] ?? 1;

    /// <summary>Copies plain arrays.</summary>
    /// <param name="features">Rows × inputs values, row after row; finite.</param>
    /// <param name="inputs">Features of a row, 1 or more.</param>
    /// <param name="classes">The class of each row, from 0 to <paramref name="classCount"/> - 1.</param>
    /// <param name="classCount">Number of classes, 2 or more.</param>
    /// <exception cref="ArgumentException">The lengths don't fit, or a value is out of its range; row and column are named.</exception>
    public static TrainingData FromClasses(ReadOnlySpan<float> features, int inputs, ReadOnlySpan<int> classes, int classCount)
    {
        RequireRows(features.Length, inputs, classes.Length, nameof(classes));
        var builder = TrainingDataBuilder.ForClasses(inputs, classCount);
        for (var row = 0; row < classes.Length; row++)
        {
            builder.Add(features.Slice(row * inputs, inputs), classes[row]);
        }

        return builder.Build();
    }

    /// <summary>Copies plain arrays of rows that are of one of two classes, for a network with one output.</summary>
    /// <param name="features">Rows × inputs values, row after row; finite.</param>
    /// <param name="inputs">Features of a row, 1 or more.</param>
    /// <param name="labels">Whether each row is of class 1 rather than of class 0.</param>
    /// <exception cref="ArgumentException">The lengths don't fit, or a value is not finite; row and column are named.</exception>
    public static TrainingData FromBinary(ReadOnlySpan<float> features, int inputs, ReadOnlySpan<bool> labels)
    {
        RequireRows(features.Length, inputs, labels.Length, nameof(labels));
        var builder = TrainingDataBuilder.ForBinary(inputs);
        for (var row = 0; row < labels.Length; row++)
        {
            builder.Add(features.Slice(row * inputs, inputs), labels[row] ? 1 : 0);
        }

        return builder.Build();
    }

    /// <summary>Copies plain arrays.</summary>
    /// <param name="features">Rows × inputs values, row after row; finite.</param>
    /// <param name="inputs">Features of a row, 1 or more.</param>
    /// <param name="targets">Rows × outputs values, row after row; finite.</param>
    /// <param name="outputs">Target values of a row, 1 or more.</param>
    /// <exception cref="ArgumentException">The lengths don't fit, or a value is not finite; row and column are named.</exception>
    public static TrainingData FromTargets(ReadOnlySpan<float> features, int inputs, ReadOnlySpan<float> targets, int outputs)
    {
        var builder = TrainingDataBuilder.ForTargets(inputs, outputs);
        if (targets.Length % outputs != 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"targets has {targets.Length} values; expected a multiple of {outputs}, the target values of a row."), nameof(targets));
        }

        RequireRows(features.Length, inputs, targets.Length / outputs, nameof(targets));
        for (var row = 0; row < targets.Length / outputs; row++)
        {
            builder.Add(features.Slice(row * inputs, inputs), targets.Slice(row * outputs, outputs));
        }

        return builder.Build();
    }

    /// <summary>Copies plain rows, whose features are their target values too: what an autoencoder learns from.</summary>
    /// <param name="features">Rows × inputs values, row after row; finite.</param>
    /// <param name="inputs">Features of a row, 1 or more.</param>
    /// <exception cref="ArgumentException">The lengths don't fit, or a value is not finite; row and column are named.</exception>
    public static TrainingData FromFeatures(ReadOnlySpan<float> features, int inputs)
    {
        var builder = TrainingDataBuilder.ForReconstruction(inputs);
        if (features.Length % inputs != 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"features has {features.Length} values; expected a multiple of {inputs}, the features of a row."), nameof(features));
        }

        for (var row = 0; row < features.Length / inputs; row++)
        {
            builder.AddFeatures(features.Slice(row * inputs, inputs));
        }

        return builder.Build();
    }

    internal override BatchSource CreateSource(BatchContext context, RowPart part)
    {
        var source = new MemorySource(this, context, part);
        return HasOwnTargets ? new ReconstructionSource(source) : source;
    }

    private int RequireRow(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return row;
    }

    private static void RequireRows(int values, int inputs, int rows, string name)
    {
        if ((long)rows * inputs != values)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{name} has {rows} rows, but features has {values} values; expected {rows} rows of {inputs}."), name);
        }
    }
}
