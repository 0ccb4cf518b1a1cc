namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer
{
    /// <summary>What a normalizer learnt of a column.</summary>
    public abstract class NormalizerModelParametersBase
    {
        private protected NormalizerModelParametersBase()
        {
        }
    }

    /// <summary>Of a normalizer that computes (value - offset) * scale.</summary>
    /// <typeparam name="TData">A number, or an array of one number per slot; no offsets means that all are 0.</typeparam>
    public sealed class AffineNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal AffineNormalizerModelParameters(TData scale, TData offset)
        {
            Scale = scale;
            Offset = offset;
        }

        /// <summary>The factor.</summary>
        public TData Scale { get; }

        /// <summary>What is subtracted first.</summary>
        public TData Offset { get; }
    }

    /// <summary>Of a normalizer that computes the normal distribution function.</summary>
    /// <typeparam name="TData">A number, or an array of one number per slot.</typeparam>
    public sealed class CdfNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal CdfNormalizerModelParameters(TData mean, TData standardDeviation, bool useLog)
        {
            Mean = mean;
            StandardDeviation = standardDeviation;
            UseLog = useLog;
        }

        /// <summary>The mean.</summary>
        public TData Mean { get; }

        /// <summary>The standard deviation; 0 for a constant.</summary>
        public TData StandardDeviation { get; }

        /// <summary>Whether they are those of the logarithm.</summary>
        public bool UseLog { get; }
    }
}
