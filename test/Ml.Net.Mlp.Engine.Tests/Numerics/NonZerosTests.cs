using System.Runtime.InteropServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Lists of the places that are not zero, against a plain search.</summary>
public sealed unsafe class NonZerosTests
{
    private static readonly WorkerTeam Team = new(1);

    /// <summary>Sizes next to those of tiles and of blocks of steps.</summary>
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 1 }, { 1, 64 }, { 2, 16 }, { 3, 17 }, { 1, 130 }, { 63, 65 }, { 64, 64 }, { 65, 63 }, { 64, 128 }, { 127, 129 },
        { 128, 127 }, { 128, 128 }, { 129, 64 }, { 129, 129 }, { 130, 200 }, { 257, 15 },
    };

    [Fact]
    public void Padding_is_not_listed_whatever_it_holds()
    {
        var matrix = new Matrix(3, 20);
        for (var row = 0; row < 3; row++)
        {
            new Span<float>(matrix.Row(row) + 20, 12).Fill(float.NaN);
            matrix.RowSpan(row)[7] = 1;
        }

        foreach (var level in Kernels.AllLevels)
        {
            var nonZeros = new NonZeros(matrix, byColumns: true);
            nonZeros.Find(Team, level, 3);

            Check(nonZeros, matrix, 3, level.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Lists_are_those_of_a_plain_search(int rows, int columns)
    {
        foreach (var density in new[] { 0, 0.02, 0.3, 0.5 })
        {
            var matrix = RandomMatrix(rows, columns, density, 1);
            foreach (var level in Kernels.AllLevels)
            {
                var nonZeros = new NonZeros(matrix, byColumns: true);
                nonZeros.Find(Team, level, rows);

                Check(nonZeros, matrix, rows, $"{level}, {rows} x {columns} at density {density}");
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Full_blocks_stand_beside_empty_ones(bool fullRows)
    {
        var matrix = new Matrix(384, 384);
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < matrix.Columns; column++)
            {
                matrix.RowSpan(row)[column] = (fullRows ? row : column) / 128 == 1 ? 1 : 0;
            }
        }

        foreach (var level in Kernels.AllLevels)
        {
            var nonZeros = new NonZeros(matrix, byColumns: true);
            nonZeros.Find(Team, level, matrix.Rows);

            Check(nonZeros, matrix, matrix.Rows, level.ToString());
        }
    }

    [Fact]
    public void Zero_has_two_signs_and_nothing_else_is_zero()
    {
        float[] values =
        [
            0, -0f, float.Epsilon, -float.Epsilon, float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity,
            BitConverter.UInt32BitsToSingle(0x7F800001), 1e-38f / 128, 0, -0f, 0, 0, -0f, -0f, 0, -0f, 0, 0,
        ];
        var matrix = new Matrix(1, values.Length);
        values.CopyTo(matrix.RowSpan(0));
        foreach (var level in Kernels.AllLevels)
        {
            var nonZeros = new NonZeros(matrix, byColumns: false);
            nonZeros.Find(Team, level, 1);

            ListAt(nonZeros.ByRows, 0, 0).ToArray().Should().Equal([2, 3, 4, 5, 6, 7, 8, 9], "level {0}", level);
            nonZeros.Zeros.Should().Be(0.6);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 0.9)]
    [InlineData(50, 0.5)]
    [InlineData(70, 0)]
    [InlineData(100, 0)]
    public void Share_of_zeros_is_given_where_zeros_are_many_and_padding_does_not_count(int filled, double zeros)
    {
        var matrix = new Matrix(10, 10);
        for (var i = 0; i < filled; i++)
        {
            matrix.RowSpan(i / 10)[i % 10] = 1;
        }

        var nonZeros = new NonZeros(matrix, byColumns: true);
        nonZeros.Find(Team, SimdSupport.Best, 10);

        nonZeros.Zeros.Should().Be(zeros);
    }

    [Fact]
    public void Every_search_forgets_the_one_before()
    {
        var matrix = RandomMatrix(300, 200, 0.3, 2);
        var nonZeros = new NonZeros(matrix, byColumns: true);
        nonZeros.Find(Team, SimdSupport.Best, 300);
        Check(nonZeros, matrix, 300, "all rows");

        nonZeros.Find(Team, SimdSupport.Best, 131);
        Check(nonZeros, matrix, 131, "fewer rows");

        Randomize(matrix, 0.1, 3);
        nonZeros.Find(Team, SimdSupport.Best, 70);
        Check(nonZeros, matrix, 70, "other values in fewer rows");

        Randomize(matrix, 0.9, 4);
        nonZeros.Find(Team, SimdSupport.Best, 70);
        nonZeros.Zeros.Should().Be(0);

        Randomize(matrix, 0.2, 5);
        nonZeros.Find(Team, SimdSupport.Best, 1);
        Check(nonZeros, matrix, 1, "one row");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Any_number_of_threads_gives_the_same_lists(int threads)
    {
        // Enough values for several threads to take part.
        var matrix = RandomMatrix(1000, 600, 0.2, 6);
        using var team = new WorkerTeam(threads);
        var nonZeros = new NonZeros(matrix, byColumns: true);
        nonZeros.Find(team, SimdSupport.Best, 1000);

        Check(nonZeros, matrix, 1000, $"{threads} threads");
    }

    private static void Check(NonZeros nonZeros, Matrix matrix, int rows, string what)
    {
        // Products of whole panels read the lists of padded columns, too.
        var byRows = new List<byte>[rows, Blocks(nonZeros.ByRows, matrix.Columns)];
        var byColumns = new List<byte>[PanelLayout.Pad(matrix.Columns), Blocks(nonZeros.ByColumns, rows)];
        var count = 0;
        for (var row = 0; row < rows; row++)
        {
            var values = matrix.RowSpan(row);
            for (var column = 0; column < values.Length; column++)
            {
                if (values[column] != 0)
                {
                    Add(byRows, row, column, nonZeros.ByRows);
                    Add(byColumns, column, row, nonZeros.ByColumns);
                    count++;
                }
            }
        }

        var density = (double)count / (rows * matrix.Columns);
        density.Should().BeLessThan(0.6, "else there would be nothing to check");
        nonZeros.Zeros.Should().Be(1 - density, what);
        CheckLists(nonZeros.ByRows, byRows, what + ", row");
        CheckLists(nonZeros.ByColumns, byColumns, what + ", column");
        GC.KeepAlive(nonZeros);
    }

    private static int Blocks(IndexLists lists, int steps) => (steps + lists.BlockSteps - 1) / lists.BlockSteps;

    private static void Add(List<byte>[,] places, int row, int step, IndexLists lists) =>
        (places[row, step / lists.BlockSteps] ??= []).Add((byte)(step % lists.BlockSteps));

    private static void CheckLists(IndexLists lists, List<byte>?[,] expected, string what)
    {
        for (var i = 0; i < expected.GetLength(0); i++)
        {
            for (var block = 0; block < expected.GetLength(1); block++)
            {
                if (!ListAt(lists, i, block).SequenceEqual(CollectionsMarshal.AsSpan(expected[i, block])))
                {
                    Assert.Fail($"{what} {i}: the list of block {block} is wrong.");
                }
            }
        }
    }

    private static Span<byte> ListAt(IndexLists lists, int row, int block)
    {
        var list = lists.At(row, block);
        return new(list.Indices, *list.Counts);
    }

    private static Matrix RandomMatrix(int rows, int columns, double density, ulong seed)
    {
        var matrix = new Matrix(rows, columns);
        Randomize(matrix, density, seed);
        return matrix;
    }

    private static void Randomize(Matrix matrix, double density, ulong seed)
    {
        var random = new CounterRandom(seed);
        for (var row = 0; row < matrix.Rows; row++)
        {
            foreach (ref var value in matrix.RowSpan(row))
            {
                value = random.NextDouble() < density ? (float)random.NextDouble() - 0.5f : 0;
            }
        }
    }
}
