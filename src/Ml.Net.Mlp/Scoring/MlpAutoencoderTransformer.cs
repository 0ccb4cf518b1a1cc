using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// A trained autoencoder: adds the code of each row, what the network makes of it, and the error of that. Made by
/// <see cref="MlpAutoencoderEstimator"/> or by loading a model. Immutable, and safe to use from several threads at once.
/// </summary>
/// <remarks>
/// <para>A row in which a value is NaN or infinite gets NaN in every column.</para>
/// <para>Rows are read and computed in blocks, as <see cref="MlpTransformerBase"/> says; where nothing but the code is read, nothing else is computed.</para>
/// </remarks>
public sealed partial class MlpAutoencoderTransformer : ITransformer
{
    private readonly AutoencoderContent _content;
    private readonly AutoencoderScorer _scorer;

    internal MlpAutoencoderTransformer(AutoencoderContent content, MlpModelParameters model)
    {
        _content = content;
        Model = model;
        Encoder = model.Network.Slice(0, content.EncoderLayers);
        Decoder = model.Network.Slice(content.EncoderLayers, model.Network.Description.Layers.Count - content.EncoderLayers);
        var columns = new AutoencoderColumns(content, Encoder.Description.Outputs, Encoder.Description.Inputs);
        _scorer = new AutoencoderScorer(Encoder, Decoder, columns, content.Columns.Feature);
    }

    /// <summary>The trained network, from the input to the reconstruction, and how it came about.</summary>
    public MlpModelParameters Model { get; }

    /// <summary>The layers of the network up to the code.</summary>
    public Network Encoder { get; }

    /// <summary>The layers behind the code: makes of any code what the network takes it for.</summary>
    public Network Decoder { get; }

    /// <summary>The column that is read.</summary>
    public string InputColumnName => _content.Columns.Feature;

    /// <summary>The column of the code.</summary>
    public string OutputColumnName => _content.Output;

    /// <summary>The column of the reconstruction; <see langword="null"/> where there is none.</summary>
    public string? ReconstructionColumnName => _content.Reconstruction;

    /// <summary>The column of the error; <see langword="null"/> where there is none.</summary>
    public string? ErrorColumnName => _content.Error;

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The columns that <see cref="Transform"/> yields: those of the input, and those that are added.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or has another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _scorer.AddColumns(inputSchema).Output;

    /// <summary>Adds the columns, lazily: they are computed when they are read.</summary>
    /// <param name="input">Data with the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or has another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _scorer.Transform(input);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _scorer.CreateRowMapper(inputSchema);
}
