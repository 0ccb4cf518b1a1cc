using System.Buffers;
using Ml.Net.Mlp.Engine;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>An autoencoder bound to its columns: the scores of a row are its code, then its reconstruction. Immutable.</summary>
internal sealed class AutoencoderScorer : NetworkScorer
{
    private readonly Network _decoder;
    private readonly AutoencoderColumns _columns;
    private readonly bool _decodes;

    /// <param name="encoder">The layers up to the code.</param>
    /// <param name="decoder">The layers behind it.</param>
    /// <param name="columns">The columns that it yields.</param>
    /// <param name="input">The column that it reads.</param>
    /// <param name="decodes">Whether reconstructions are wanted; else the scores are the codes alone.</param>
    public AutoencoderScorer(Network encoder, Network decoder, AutoencoderColumns columns, string input, bool decodes = true)
        : base(encoder, input, columns, ColumnRole.Input)
    {
        _decoder = decoder;
        _columns = columns;
        _decodes = decodes;
    }

    public override int Outputs => _decodes ? CodeSize + Inputs : CodeSize;

    private int CodeSize => Network.Description.Outputs;

    public override NetworkScorer For(ColumnChoice columns) =>
        new AutoencoderScorer(Network, _decoder, _columns, FeatureColumn, columns.IsAnyAddedActive(_columns.TakesDecoder));

    public override void Score(in VBuffer<float> features, Span<float> scores)
    {
        var code = scores[..CodeSize];
        base.Score(in features, code);
        if (!_decodes)
        {
            return;
        }

        _decoder.Predict(code, scores[CodeSize..]);
        if (float.IsNaN(code[0]))
        {
            MarkUnknown(scores);
        }
    }

    public override void Score(FeatureReader readFeatures, ReadOnlySpan<bool> known, Span<float> scores, int threads)
    {
        if (!_decodes)
        {
            base.Score(readFeatures, known, scores, threads);
            return;
        }

        var codes = ArrayPool<float>.Shared.Rent(known.Length * CodeSize);
        base.Score(readFeatures, known, codes.AsSpan(0, known.Length * CodeSize), threads);
        Decode(codes, known, scores, threads);
    }

    public override void Score(FeatureSource readFeatures, ReadOnlySpan<bool> known, Span<float> scores, int threads)
    {
        if (!_decodes)
        {
            base.Score(readFeatures, known, scores, threads);
            return;
        }

        var codes = ArrayPool<float>.Shared.Rent(known.Length * CodeSize);
        base.Score(readFeatures, known, codes.AsSpan(0, known.Length * CodeSize), threads);
        Decode(codes, known, scores, threads);
    }

    /// <summary>Computes reconstructions and puts them behind the codes. Gives the codes back.</summary>
    private void Decode(float[] codes, ReadOnlySpan<bool> known, Span<float> scores, int threads)
    {
        var rows = known.Length;
        var reconstructions = ArrayPool<float>.Shared.Rent(rows * Inputs);
        _decoder.Predict(codes.AsSpan(0, rows * CodeSize), rows, reconstructions.AsSpan(0, rows * Inputs), threads);
        for (var row = 0; row < rows; row++)
        {
            var all = scores.Slice(row * Outputs, Outputs);
            codes.AsSpan(row * CodeSize, CodeSize).CopyTo(all);
            reconstructions.AsSpan(row * Inputs, Inputs).CopyTo(all[CodeSize..]);
        }

        MarkUnknown(known, scores);
        ArrayPool<float>.Shared.Return(codes);
        ArrayPool<float>.Shared.Return(reconstructions);
    }
}
