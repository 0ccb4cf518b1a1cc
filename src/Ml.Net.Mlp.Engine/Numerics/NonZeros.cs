using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Where the values of a matrix are not zero, listed by rows and by columns: so that products can leave out the steps that
/// would add nothing. Pictures, one-hot and text features, rectified and dropped-out units are mostly zeros.
/// </summary>
/// <remarks>
/// Leaving a step out gives the same bits as making it, <c>c + 0 · w = c</c>, as long as w is finite (which a training
/// checks) and sums that are zero have no sign (which every kernel sees to). So whether lists are used is a question of speed
/// alone.
/// </remarks>
internal sealed unsafe class NonZeros
{
    /// <summary>
    /// Share of values that are not zero up to which lists pay. Measured at 0.4: forward 0.55 and backward 0.65 of the time
    /// of all steps, the making of the lists included.
    /// </summary>
    private const double LargestDensity = 0.6;

    private const int TileSide = 64;

    /// <summary>
    /// Steps of a block where the reduction runs along the columns, as in a forward product: four panels of so many rows of
    /// weights (32 KiB) are served from the first-level cache for most of their many passes.
    /// </summary>
    private const int RowListSteps = 2 * TileSide;

    /// <summary>
    /// Steps of a block where it runs along the rows, as in a weight gradient: half as many, because the rows of the other
    /// operand are far apart and share cache sets (128 took up to 1.3 times as long).
    /// </summary>
    private const int ColumnListSteps = TileSide;

    private readonly Matrix _matrix;
    private readonly int _columns;
    private readonly int _columnTiles;

    // A tile is 64 rows of 64 columns: a set of columns for each row.
    private readonly ulong[] _sets;
    private readonly int[] _tileCounts;
    private readonly byte[] _rowIndices;
    private readonly byte[] _rowCounts;
    private readonly byte[] _columnIndices;
    private readonly byte[] _columnCounts;
    private readonly Action<int, int> _findTiles;
    private readonly Action<int, int> _listTiles;

    private SimdLevel _level;
    private int _rows;

    /// <summary>Makes room.</summary>
    /// <param name="matrix">The matrix to look at.</param>
    /// <param name="byColumns">Whether lists by columns are wanted, too.</param>
    public NonZeros(Matrix matrix, bool byColumns)
    {
        _matrix = matrix;
        _columns = PanelLayout.Pad(matrix.Columns);
        _columnTiles = Tiles(_columns);
        var rowTiles = Tiles(matrix.Rows);
        var tiles = rowTiles * _columnTiles;
        _sets = GC.AllocateUninitializedArray<ulong>(tiles * TileSide, pinned: true);
        _tileCounts = new int[tiles];
        var rowLists = rowTiles * TileSide * ((_columnTiles + 1) / 2);
        _rowIndices = GC.AllocateUninitializedArray<byte>(rowLists * RowListSteps, pinned: true);
        _rowCounts = GC.AllocateUninitializedArray<byte>(rowLists, pinned: true);
        var columnLists = byColumns ? tiles * TileSide : 0;
        _columnIndices = GC.AllocateUninitializedArray<byte>(columnLists * ColumnListSteps, pinned: true);
        _columnCounts = GC.AllocateUninitializedArray<byte>(columnLists, pinned: true);
        _findTiles = FindTiles;
        _listTiles = ListTiles;
    }

    /// <summary>Whether the lists of a matrix fit arrays; otherwise it must be treated as dense.</summary>
    public static bool Fits(int rows, int columns) =>
        (long)Tiles(rows) * TileSide * Tiles(columns + TileSide) * TileSide <= Array.MaxLength;

    /// <summary>Share of zeros in the rows looked at last, if they are so many that the lists were made; 0 if not.</summary>
    public double Zeros { get; private set; }

    /// <summary>For products whose reduction runs along the columns.</summary>
    public IndexLists ByRows => Lists(_rowIndices, _rowCounts, Tiles(_matrix.Rows), RowListSteps);

    /// <summary>For products whose reduction runs along the rows.</summary>
    public IndexLists ByColumns => Lists(_columnIndices, _columnCounts, _columnTiles, ColumnListSteps);

    /// <summary>Looks at the first rows of the matrix.</summary>
    public void Find(WorkerTeam team, SimdLevel level, int rows)
    {
        _level = level;
        _rows = rows;
        var tiles = Tiles(rows) * _columnTiles;
        var values = (long)rows * _columns;
        team.Run(tiles, 6 * values, _findTiles);

        var count = 0L;
        foreach (var tileCount in _tileCounts.AsSpan(0, tiles))
        {
            count += tileCount;
        }

        var density = (double)count / ((long)rows * _matrix.Columns);
        Zeros = density <= LargestDensity ? 1 - density : 0;
        if (Zeros > 0)
        {
            team.Run(tiles, 9 * values, _listTiles);
        }
    }

    private static int Tiles(int values) => (values + TileSide - 1) / TileSide;

    private static IndexLists Lists(byte[] indices, byte[] counts, int tiles, int blockSteps) => new()
    {
        Indices = Address(indices),
        Counts = Address(counts),
        Rows = tiles * TileSide,
        BlockSteps = blockSteps,
    };

    // Only for arrays allocated as pinned, which never move.
    private static T* Address<T>(T[] array)
        where T : unmanaged =>
        (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));

    private ulong* TileSets(int tile) => Address(_sets) + ((nint)tile * TileSide);

    private void FindTiles(int first, int end)
    {
        for (var tile = first; tile < end; tile++)
        {
            var sets = TileSets(tile);
            var firstRow = tile / _columnTiles * TileSide;
            var firstColumn = tile % _columnTiles * TileSide;
            var rows = Math.Min(TileSide, _rows - firstRow);
            var columns = Math.Min(TileSide, _columns - firstColumn);

            // The padding is zero, or NaN where infinite values met it: either way nothing may be made of it.
            var inside = ulong.MaxValue >> Math.Max(0, TileSide - (_matrix.Columns - firstColumn));
            var source = _matrix.Row(firstRow) + firstColumn;
            _tileCounts[tile] = _level == SimdLevel.Vector512
                ? Find512(source, _matrix.Stride, rows, columns, inside, sets)
                : Find256(source, _matrix.Stride, rows, columns, inside, sets);
            new Span<ulong>(sets + rows, TileSide - rows).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Find512(float* source, nint stride, int rows, int columns, ulong inside, ulong* sets)
    {
        var count = 0;
        for (var row = 0; row < rows; row++, source += stride)
        {
            var set = 0ul;
            for (var column = 0; column < columns; column += Vector512<float>.Count)
            {
                var zero = Vector512.Equals(Vector512.Load(source + column), Vector512<float>.Zero);
                set |= (zero.ExtractMostSignificantBits() ^ 0xFFFF) << column;
            }

            set &= inside;
            sets[row] = set;
            count += BitOperations.PopCount(set);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Find256(float* source, nint stride, int rows, int columns, ulong inside, ulong* sets)
    {
        var count = 0;
        for (var row = 0; row < rows; row++, source += stride)
        {
            var set = 0ul;
            for (var column = 0; column < columns; column += Vector256<float>.Count)
            {
                var zero = Vector256.Equals(Vector256.Load(source + column), Vector256<float>.Zero);
                set |= (ulong)(zero.ExtractMostSignificantBits() ^ 0xFF) << column;
            }

            set &= inside;
            sets[row] = set;
            count += BitOperations.PopCount(set);
        }

        return count;
    }

    private void ListTiles(int first, int end)
    {
        var byRows = ByRows;
        var byColumns = ByColumns;
        var columnSets = stackalloc ulong[TileSide];
        for (var tile = first; tile < end; tile++)
        {
            var rowTile = tile / _columnTiles;
            var columnTile = tile % _columnTiles;
            if (columnTile % 2 == 0)
            {
                // A row's list goes on in the next tile, which stands behind this one.
                var rows = Math.Min(TileSide, _rows - (rowTile * TileSide));
                ListRows(TileSets(tile), columnTile + 1 < _columnTiles, rows, byRows.At((nint)rowTile * TileSide, columnTile / 2));
            }

            if (_columnIndices.Length > 0)
            {
                new Span<ulong>(TileSets(tile), TileSide).CopyTo(new Span<ulong>(columnSets, TileSide));
                BitSet.Transpose(columnSets);
                var columns = Math.Min(TileSide, _columns - (columnTile * TileSide));
                ListColumns(columnSets, columns, byColumns.At((nint)columnTile * TileSide, rowTile));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ListRows(ulong* sets, bool goesOn, int rows, IndexLists lists)
    {
        for (var row = 0; row < rows; row++)
        {
            var list = lists.Indices + ((nint)row * lists.BlockSteps);
            var length = BitSet.List(sets[row], 0, list);
            if (goesOn)
            {
                length += BitSet.List(sets[TileSide + row], TileSide, list + length);
            }

            lists.Counts[row] = (byte)length;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ListColumns(ulong* sets, int columns, IndexLists lists)
    {
        for (var column = 0; column < columns; column++)
        {
            var list = lists.Indices + ((nint)column * lists.BlockSteps);
            lists.Counts[column] = (byte)BitSet.List(sets[column], 0, list);
        }
    }
}
