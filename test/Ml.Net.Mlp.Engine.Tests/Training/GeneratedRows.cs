namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Rows that are computed when they are read: feature 0 is the row's number, and its class or target follow from it.</summary>
internal sealed class GeneratedRows(int inputs, bool classes)
{
    /// <summary>Number of classes.</summary>
    public const int Classes = 3;

    /// <summary>Rows of the passes, the first, the second and so on; the last number holds for all later ones.</summary>
    public required int[] Passes { get; init; }

    /// <summary>The weight of a row.</summary>
    public Func<int, float> Weight { get; init; } = _ => 1;

    /// <summary>Changes a row's features in a pass (from 0).</summary>
    public Action<int, int, float[]>? Change { get; init; }

    /// <summary>The class of a row in a pass (from 0).</summary>
    public Func<int, int, int> Class { get; init; } = (row, _) => row % Classes;

    public int Opened { get; private set; }

    public int Disposed { get; private set; }

    public RowReader Open() => new Reader(this, Opened++);

    /// <summary>Reads with room for so many rows in memory.</summary>
    public TrainingRows Read(int room, bool missing = false) => TrainingRows.Read(Builder(missing), Open, room * ((4L * (inputs + (classes ? 0 : 1))) + 8));

    /// <summary>All rows of the first pass in memory.</summary>
    public TrainingData InMemory() => (TrainingData)Read(Passes[0] + 1);

    private TrainingDataBuilder Builder(bool missing)
    {
        var builder = classes ? TrainingDataBuilder.ForClasses(inputs, Classes) : TrainingDataBuilder.ForTargets(inputs, 1);
        builder.AllowsMissingValues = missing;
        return builder;
    }

    private sealed class Reader(GeneratedRows rows, int pass) : RowReader
    {
        private readonly float[] _features = new float[rows.Inputs];
        private readonly float[] _targets = new float[1];
        private int _row = -1;

        public override int Class => rows.Class(_row, pass);

        public override ReadOnlySpan<float> Targets => _targets;

        public override float Weight => rows.Weight(_row);

        public override bool Read(Span<float> features)
        {
            if (++_row >= rows.Passes[Math.Min(pass, rows.Passes.Length - 1)])
            {
                return false;
            }

            for (var i = 0; i < _features.Length; i++)
            {
                _features[i] = i == 0 ? _row * 0.001f : MathF.Sin(_row + i);
            }

            _targets[0] = _row;
            rows.Change?.Invoke(_row, pass, _features);
            _features.CopyTo(features);
            return true;
        }

        protected override void Dispose(bool disposing) => rows.Disposed++;
    }

    private int Inputs => inputs;
}
