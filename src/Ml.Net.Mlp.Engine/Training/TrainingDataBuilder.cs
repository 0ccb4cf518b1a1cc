using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>Collects rows into <see cref="TrainingData"/>, each value copied once. Not safe for several threads.</summary>
public sealed partial class TrainingDataBuilder
{
    private readonly int _outputs;
    private readonly RowStore? _targets;
    private readonly List<int>? _classes;
    private List<float>? _weights;
    private bool _begun;
    private bool _hasMissing;
    private long _passedBy;

    private TrainingDataBuilder(int inputs, int outputs, bool classes, bool targets)
    {
        if (inputs < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(inputs), inputs, "A row needs 1 feature or more.");
        }

        _outputs = outputs;
        _targets = targets ? new RowStore(outputs) : null;
        _classes = classes ? [] : null;
        Features = new FeatureCollector(
            inputs, labelBytes: (sizeof(float) * (long)(targets ? outputs : 0)) + (2 * sizeof(float)), NameRow);
    }

    /// <summary>
    /// Whether features may be NaN, which means that they are missing: for networks that begin with an
    /// <see cref="ImputationLayer"/>. Those that are target values too may not. Default false.
    /// </summary>
    public bool AllowsMissingValues { get; set; }

    /// <summary>Rows added so far.</summary>
    public int Count => Features.Count;

    /// <summary>For rows that belong to classes.</summary>
    /// <param name="inputs">Features of a row, 1 or more.</param>
    /// <param name="classCount">Number of classes, 2 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static TrainingDataBuilder ForClasses(int inputs, int classCount) => classCount >= 2
        ? new TrainingDataBuilder(inputs, classCount, classes: true, targets: false)
        : throw new ArgumentOutOfRangeException(nameof(classCount), classCount, "Classification needs 2 classes or more.");

    /// <summary>For rows that are of one of two classes, 0 and 1, which one output tells apart.</summary>
    /// <param name="inputs">Features of a row, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static TrainingDataBuilder ForBinary(int inputs) => new(inputs, outputs: 1, classes: true, targets: false);

    /// <summary>For rows that have target values.</summary>
    /// <param name="inputs">Features of a row, 1 or more.</param>
    /// <param name="outputs">Target values of a row, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static TrainingDataBuilder ForTargets(int inputs, int outputs) => outputs >= 1
        ? new TrainingDataBuilder(inputs, outputs, classes: false, targets: true)
        : throw new ArgumentOutOfRangeException(nameof(outputs), outputs, "A row needs 1 target value or more.");

    /// <summary>The column of the first value that is NaN or infinite; -1 if all are finite.</summary>
    /// <param name="values">Any number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        // 0 · x is 0 for a finite x and NaN for all others, and a sum keeps the NaN.
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += new Vector<float>(values[i..]) * Vector<float>.Zero;
        }

        if (Vector.EqualsAll(sum, Vector<float>.Zero))
        {
            while (i < values.Length && float.IsFinite(values[i]))
            {
                i++;
            }

            return i == values.Length ? -1 : i;
        }

        i = 0;
        while (float.IsFinite(values[i]))
        {
            i++;
        }

        return i;
    }

    /// <summary>
    /// Room for the features of the next row, to be filled before <see cref="EndRow(int, float)"/> or
    /// <see cref="EndRow(ReadOnlySpan{float}, float)"/>; its content is undefined. Beginning again drops the row.
    /// </summary>
    public Span<float> BeginRow() => BeginSink().Dense();

    /// <summary>Adds the row begun by <see cref="BeginRow"/>.</summary>
    /// <param name="classIndex">Its class, from 0.</param>
    /// <param name="weight">Its weight, finite, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range; the row is named and not added.</exception>
    public void EndRow(int classIndex, float weight = 1)
    {
        if (_classes == null)
        {
            throw new InvalidOperationException($"The rows have {Labels}; a class was given.");
        }

        RequireClass(classIndex);
        Commit(weight);
        _classes.Add(classIndex);
    }

    /// <summary>Adds the row begun by <see cref="BeginRow"/>.</summary>
    /// <param name="targets">Its target values; finite.</param>
    /// <param name="weight">Its weight, finite, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range; row and column are named, and the row is not added.</exception>
    public void EndRow(ReadOnlySpan<float> targets, float weight = 1)
    {
        if (_targets == null)
        {
            throw new InvalidOperationException($"The rows have {Labels}; target values were given.");
        }

        RequireTargets(targets);
        targets.CopyTo(_targets.Next());
        Commit(weight);
        _targets.Commit();
    }

    /// <summary>Adds a row of a class.</summary>
    /// <param name="features">Its features; finite, or NaN where missing values are allowed.</param>
    /// <param name="classIndex">Its class, from 0.</param>
    /// <param name="weight">Its weight, finite, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range; row and column are named, and the row is not added.</exception>
    public void Add(ReadOnlySpan<float> features, int classIndex, float weight = 1)
    {
        CopyFeatures(features);
        EndRow(classIndex, weight);
    }

    /// <summary>Adds a row with target values.</summary>
    /// <param name="features">Its features; finite, or NaN where missing values are allowed.</param>
    /// <param name="targets">Its target values; finite.</param>
    /// <param name="weight">Its weight, finite, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range; row and column are named, and the row is not added.</exception>
    public void Add(ReadOnlySpan<float> features, ReadOnlySpan<float> targets, float weight = 1)
    {
        CopyFeatures(features);
        EndRow(targets, weight);
    }

    /// <summary>Adds a row of a class of which only the features that are not zero are given.</summary>
    /// <param name="indices">Which features: from 0, each larger than the one before.</param>
    /// <param name="values">Their values, as many; finite, or NaN where missing values are allowed.</param>
    /// <param name="classIndex">Its class, from 0.</param>
    /// <param name="weight">Its weight, finite, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range; row and column are named, and the row is not added.</exception>
    public void AddSparse(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, int classIndex, float weight = 1)
    {
        BeginSink().Sparse(indices, values);
        EndRow(classIndex, weight);
    }

    /// <summary>Adds a row with target values of which only the features that are not zero are given.</summary>
    /// <param name="indices">Which features: from 0, each larger than the one before.</param>
    /// <param name="values">Their values, as many; finite, or NaN where missing values are allowed.</param>
    /// <param name="targets">Its target values; finite.</param>
    /// <param name="weight">Its weight, finite, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range; row and column are named, and the row is not added.</exception>
    public void AddSparse(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, ReadOnlySpan<float> targets, float weight = 1)
    {
        BeginSink().Sparse(indices, values);
        EndRow(targets, weight);
    }

    /// <summary>Collects the features.</summary>
    internal FeatureCollector Features { get; }

    /// <summary>Where to write the features of the next row, to be ended as one begun by <see cref="BeginRow"/>.</summary>
    internal FeatureSink BeginSink()
    {
        _begun = true;
        return Features.Begin();
    }

    /// <summary>Adds the row begun by <see cref="BeginRow"/> as a reader describes it.</summary>
    internal void EndRow(RowReader reader)
    {
        if (_classes != null)
        {
            EndRow(reader.Class, reader.Weight);
        }
        else if (_targets != null)
        {
            EndRow(reader.Targets, reader.Weight);
        }
        else
        {
            EndFeatures(reader.Weight);
        }
    }

    /// <summary>
    /// Goes through the rest of the rows without keeping them. Where there are any, the rows will be read anew for every epoch,
    /// and those collected so far become the shuffle buffer.
    /// </summary>
    internal TrainingRows ReadOn(RowReader reader, Func<RowReader> open)
    {
        var weight = _weights?.Sum(w => (double)w) ?? Count;
        var classTotals = WeighClasses();
        for (; reader.Read(BeginSink()); _passedBy++)
        {
            if (classTotals != null)
            {
                RequireClass(reader.Class);
                classTotals[reader.Class] += reader.Weight;
            }
            else if (_targets != null)
            {
                RequireTargets(reader.Targets);
            }

            RequireRow(reader.Weight);
            weight += reader.Weight;
        }

        return _passedBy == 0
            ? Build()
            : new StreamedTrainingData(Features.Rows, _outputs, _targets, RowNumber, weight, open)
            {
                ClassTotals = classTotals,
                HasMissingValues = _hasMissing,
            };
    }

    /// <summary>Ends the collection. The builder must not be used any more.</summary>
    public TrainingData Build() => new(Features.Finish(), _outputs, _targets, _classes?.ToArray(), _weights?.ToArray())
    {
        HasMissingValues = _hasMissing,
    };

    /// <summary>The number of the row that is being added, from 0.</summary>
    private long RowNumber => Count + _passedBy;

    private double[]? WeighClasses()
    {
        if (_classes == null)
        {
            return null;
        }

        var totals = new double[Math.Max(2, _outputs)];
        for (var row = 0; row < Count; row++)
        {
            totals[_classes[row]] += _weights?[row] ?? 1;
        }

        return totals;
    }

    private void CopyFeatures(ReadOnlySpan<float> features)
    {
        if (features.Length != Features.Columns)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Row {RowNumber} has {features.Length} features; expected {Features.Columns}."), nameof(features));
        }

        features.CopyTo(BeginRow());
    }

    private void Commit(float weight)
    {
        if (!_begun)
        {
            throw new InvalidOperationException("EndRow was called without BeginRow.");
        }

        RequireRow(weight);

        // Most data has no weights: the list begins with the first one that is not 1.
        if (weight != 1 && _weights == null)
        {
            _weights = [.. Enumerable.Repeat(1f, Count)];
        }

        _weights?.Add(weight);
        Features.Commit();
        _begun = false;
    }

    private string NameRow() => string.Create(CultureInfo.InvariantCulture, $"Row {RowNumber}");

    private void RequireClass(int classIndex)
    {
        var last = Math.Max(2, _outputs) - 1;
        if ((uint)classIndex > (uint)last)
        {
            throw new ArgumentOutOfRangeException(nameof(classIndex), classIndex, string.Create(CultureInfo.InvariantCulture,
                $"Row {RowNumber} has class {classIndex}; expected 0 to {last}."));
        }
    }

    private void RequireTargets(ReadOnlySpan<float> targets)
    {
        if (targets.Length != _outputs)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Row {RowNumber} has {targets.Length} target values; expected {_outputs}."), nameof(targets));
        }

        var column = IndexOfNonFinite(targets);
        if (column >= 0)
        {
            throw NotFinite("target", column, targets[column], "");
        }
    }

    /// <summary>Ends the row's features and checks them, and its weight.</summary>
    private void RequireRow(float weight)
    {
        RequireFeatures(Features.End());
        if (!(weight >= 0 && float.IsFinite(weight)))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, string.Create(CultureInfo.InvariantCulture,
                $"Row {RowNumber} has weight {weight}; expected a finite number, 0 or more."));
        }
    }

    private void RequireFeatures(ReadOnlySpan<float> values)
    {
        var place = IndexOfNonFinite(values);
        if (place >= 0 && (!AllowsMissingValues || HasOwnTargets))
        {
            throw NotFinite("feature", Features.Column(place), values[place], "");
        }

        if (place >= 0)
        {
            var column = values.IndexOfAny(float.PositiveInfinity, float.NegativeInfinity);
            if (column >= 0)
            {
                throw NotFinite("feature", Features.Column(column), values[column], ", or NaN for a missing value");
            }

            _hasMissing = true;
        }
    }

    private ArgumentException NotFinite(string name, int column, float value, string or) => new(string.Create(CultureInfo.InvariantCulture,
        $"Row {RowNumber}, {name} {column} is {value}; expected a finite number{or}."));
}
