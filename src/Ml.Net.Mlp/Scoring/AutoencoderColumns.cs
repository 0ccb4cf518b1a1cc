using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Ml.Net.Mlp;

/// <summary>
/// What autoencoders add: the code and, where there are names for them, reconstruction and error. The scores of a row are the code,
/// and then the reconstruction.
/// </summary>
/// <param name="content">The names of the columns.</param>
/// <param name="codeSize">Values of the code.</param>
/// <param name="inputs">Values of the input.</param>
internal sealed class AutoencoderColumns(AutoencoderContent content, int codeSize, int inputs) : ScoreColumns
{
    private readonly string[] _names = [.. new[] { content.Output, content.Reconstruction, content.Error }.OfType<string>()];

    public override int Count => _names.Length;

    /// <summary>The columns as they can be told before training.</summary>
    public static SchemaShape.Column[] Shape(SchemaShape.Column input, MlpAutoencoderEstimator.Options options)
    {
        var columns = new List<SchemaShape.Column>
        {
            MlNetInternals.ShapeColumn(options.OutputColumnName, VectorKind.Vector, NumberDataViewType.Single, isKey: false),
        };
        if (options.ReconstructionColumnName is { } reconstruction)
        {
            SchemaShape.Column[] names = input.Annotations.Find(AnnotationKinds.SlotNames) is { Kind: VectorKind.Vector, ItemType: TextDataViewType } found
                ? [found]
                : [];
            columns.Add(MlNetInternals.ShapeColumn(reconstruction, VectorKind.Vector, NumberDataViewType.Single, isKey: false, new SchemaShape(names)));
        }

        if (options.ErrorColumnName is { } error)
        {
            columns.Add(MlNetInternals.ShapeColumn(error, VectorKind.Scalar, NumberDataViewType.Single, isKey: false));
        }

        return [.. columns];
    }

    /// <summary>Whether a column takes more than the code.</summary>
    /// <param name="column">Index among these columns.</param>
    public bool TakesDecoder(int column) => column > 0;

    public override AddedColumn[] Create(uint setId) => [.. _names.Select(name =>
        CreateColumn(
            name, NumberDataViewType.Single,
            name == content.Output ? codeSize : name == content.Reconstruction ? inputs : null,
            name == content.Reconstruction ? content.Columns.LabelValues : null,
            new DataViewSchema.Annotations.Builder()))];

    public override Delegate CreateGetter(int column, IScores row)
    {
        var name = _names[column];
        return name == content.Output ? Values(row, 0, codeSize)
            : name == content.Reconstruction ? Values(row, codeSize, inputs)
            : new ValueGetter<float>((ref float destination) => destination = Error(row.Scores.Slice(codeSize, inputs), in row.Features));
    }

    private static ValueGetter<VBuffer<float>> Values(IScores row, int first, int count) => (ref VBuffer<float> destination) =>
    {
        var editor = VBufferEditor.Create(ref destination, count);
        row.Scores.Slice(first, count).CopyTo(editor.Values);
        destination = editor.Commit();
    };

    /// <summary>The mean of the squared differences, summed from the first to the last.</summary>
    private static float Error(ReadOnlySpan<float> reconstruction, in VBuffer<float> features)
    {
        var values = features.GetValues();
        var indices = features.GetIndices();
        var (sum, next) = (0.0, 0);
        for (var i = 0; i < reconstruction.Length; i++)
        {
            var isThere = features.IsDense || (next < indices.Length && indices[next] == i);
            double difference = reconstruction[i] - (isThere ? values[next++] : 0);
            sum += difference * difference;
        }

        return (float)(sum / reconstruction.Length);
    }
}
