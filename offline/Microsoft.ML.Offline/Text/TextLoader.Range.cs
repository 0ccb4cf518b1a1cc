using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A range of the columns of a text file.</summary>
    public sealed class Range
    {
        /// <summary>The first column.</summary>
        public int Min;

        /// <summary>The last column.</summary>
        public int? Max;

        /// <summary>Whether even a single column makes a vector.</summary>
        public bool ForceVector;

        /// <summary>An empty description, to fill.</summary>
        public Range()
        {
        }

        /// <summary>One column.</summary>
        public Range(int index)
        {
            Contracts.CheckParam(index >= 0, nameof(index), "Must be non-negative");
            Min = index;
            Max = index;
        }

        /// <summary>Columns from the first to the last, which make a vector.</summary>
        public Range(int min, int? max)
        {
            Contracts.CheckParam(min >= 0, nameof(min), "Must be non-negative");
            Contracts.CheckParam(!(max < min), nameof(max), "If specified, must be greater than or equal to " + nameof(min));
            Min = min;
            Max = max;
            ForceVector = true;
        }

        internal int Count => (Max ?? throw new NotSupportedException(
            $"The range from column {Min} has no last column; the stand-in for ML.NET needs one.")) - Min + 1;
    }
}
