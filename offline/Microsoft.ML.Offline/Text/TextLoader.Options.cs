namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>How a text file is to be read.</summary>
    public class Options
    {
        /// <summary>Whether separators within double quotes belong to the value.</summary>
        public bool AllowQuoting;

        /// <summary>Whether lines may be sparse; the stand-in cannot read such lines.</summary>
        public bool AllowSparse;

        /// <summary>The characters between the values of a line.</summary>
        public char[] Separators = ['\t'];

        /// <summary>The columns.</summary>
        public Column[] Columns;

        /// <summary>Whether blanks at the end of a line are left out.</summary>
        public bool TrimWhitespace;

        /// <summary>Whether the first line is a header.</summary>
        public bool HasHeader;

        /// <summary>Whether empty cells of numbers with a point are NaN and not 0.</summary>
        public bool MissingRealsAsNaNs;
    }
}
