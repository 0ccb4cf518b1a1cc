using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the categories of columns, to encode them as indicator vectors.</summary>
public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
{
    private readonly ValueToKeyMappingEstimator _toKey;
    private readonly KeyToVectorMappingEstimator _toVector;

    internal OneHotEncodingEstimator(IHostEnvironment env, ValueToKeyOptions[] columns, OutputKind outputKind, IDataView keyData)
    {
        if (outputKind == OutputKind.Binary)
        {
            throw new NotSupportedException(
                $"OneHotEncoding: outputKind {outputKind} is not in the offline stand-in for ML.NET; use Indicator, Bag or Key.");
        }
        Contracts.CheckParam(Enum.IsDefined(outputKind), nameof(outputKind), $"Unknown output kind {outputKind}");

        var host = env.Register(nameof(OneHotEncodingEstimator));
        _toKey = new ValueToKeyMappingEstimator(host, columns, keyData);
        if (outputKind != OutputKind.Key)
        {
            var inPlace = columns.Select(options => (options.Name, options.Name)).ToArray();
            _toVector = new KeyToVectorMappingEstimator(host, inPlace, outputKind == OutputKind.Bag);
        }
    }

    /// <summary>What a category becomes.</summary>
    public enum OutputKind : byte
    {
        /// <summary>The sum of the indicator vectors of all slots.</summary>
        Bag = 1,

        /// <summary>The indicator vectors of all slots, one after the other.</summary>
        Indicator = 2,

        /// <summary>A key.</summary>
        Key = 3,

        /// <summary>The key's number as bits.</summary>
        Binary = 4,
    }

    /// <inheritdoc/>
    public OneHotEncodingTransformer Fit(IDataView input)
    {
        var toKey = _toKey.Fit(input);
        if (_toVector is null)
            return new OneHotEncodingTransformer(new TransformerChain<ITransformer>(toKey));
        return new OneHotEncodingTransformer(new TransformerChain<ITransformer>(toKey, _toVector.Fit(toKey.Transform(input))));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var keys = _toKey.GetOutputSchema(inputSchema);
        return _toVector is null ? keys : _toVector.GetOutputSchema(keys);
    }
}
