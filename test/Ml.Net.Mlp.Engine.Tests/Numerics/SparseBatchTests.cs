using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Sparse rows of a mini-batch, listed by rows and by columns.</summary>
public sealed unsafe class SparseBatchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(1 << 22)]
    [InlineData((1 << 22) + 1)]
    [InlineData(1 << 24)]
    public void Columns_list_what_the_rows_have(int columns)
    {
        var batch = new SparseBatch(40, columns);
        for (var pass = 0; pass < 3; pass++)
        {
            var rows = Fill(batch, columns, seed: pass);

            batch.FindColumns();

            var expected = rows
                .SelectMany((row, number) => row.Select(entry => (Column: entry.Key, Row: number, entry.Value)))
                .OrderBy(entry => entry.Column).ThenBy(entry => entry.Row).ToArray();
            Listed(batch).Should().Equal(expected);
        }
    }

    [Fact]
    public void Rows_beyond_a_place_can_be_dropped()
    {
        var batch = new SparseBatch(3, 10);
        batch.Add([1, 2], [1, 2]);
        batch.Add([3], [3]);
        batch.Truncate(1);
        batch.Add([4, 9], [4, 9]);

        (batch.Rows, batch.Count).Should().Be((2, 4));
        batch.FindColumns();
        Listed(batch).Should().Equal((1, 0, 1f), (2, 0, 2f), (4, 1, 4f), (9, 1, 9f));
    }

    [Fact]
    public void Rows_may_have_no_values()
    {
        var batch = new SparseBatch(3, 10);
        batch.Add([], []);
        batch.Add([], []);

        batch.FindColumns();

        batch.UsedCount.Should().Be(0);
        (batch.Rows, batch.Row(1).Count).Should().Be((2, 0));
    }

    [Fact]
    public void Every_level_sums_a_list_as_its_kernel_sums_all_steps()
    {
        const int Inputs = 83;
        const int Outputs = 16 * 5;
        var random = new Random(3);
        var weights = Buffer(Inputs * Outputs, random);
        var start = Buffer(Outputs, random);
        var dense = new AlignedBuffer(PanelLayout.Pad(Inputs));
        int[] places = [.. Enumerable.Range(0, Inputs).Where(i => i % 5 == 2 || i == 0)];
        float[] values = [.. places.Select(_ => (float)random.NextDouble() - 0.5f)];
        for (var i = 0; i < places.Length; i++)
        {
            dense.Span[places[i]] = values[i];
        }

        for (var panels = 1; panels <= 5; panels++)
        {
            foreach (var from in new[] { start, null })
            {
                var tile = new MatrixTile
                {
                    A = dense.Pointer, AStep = 1, B = weights.Pointer, BPanel = Inputs * 16, BStep = 16, CPanel = 16,
                    Start = from == null ? null : from.Pointer, Steps = Inputs,
                };
                var expected = new AlignedBuffer(Outputs);
                tile.C = expected.Pointer;
                MatrixKernel.For(SimdLevel.Vector128).MultiplyRow(tile, panels);
                Kernels.AllLevels.Should().AllSatisfy(level =>
                {
                    var sums = new AlignedBuffer(Outputs);
                    fixed (int* place = places)
                    fixed (float* value = values)
                    {
                        var own = tile;
                        own.C = sums.Pointer;
                        SparseSum.Compute(level, own, new SparseList { Places = place, Values = value, Count = places.Length }, panels);
                    }

                    Bits.ShouldBeSame(sums.Span, expected.Span, $"{panels} panels at {level}");
                });
            }
        }
    }

    private static AlignedBuffer Buffer(int length, Random random)
    {
        var buffer = new AlignedBuffer(length);
        foreach (ref var value in buffer.Span)
        {
            value = (float)random.NextDouble() - 0.5f;
        }

        return buffer;
    }

    private static SortedDictionary<int, float>[] Fill(SparseBatch batch, int columns, int seed)
    {
        var random = new Random(seed);
        var rows = new SortedDictionary<int, float>[random.Next(1, 41)];
        batch.Truncate(0);
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = [];
            for (var i = random.Next(30); i > 0; i--)
            {
                rows[row][random.Next(2) == 0 ? random.Next(columns) : random.Next(Math.Min(columns, 50))] = random.Next(100);
            }

            batch.Add([.. rows[row].Keys], [.. rows[row].Values]);
        }

        return rows;
    }

    private static List<(int Column, int Row, float Value)> Listed(SparseBatch batch)
    {
        var entries = new List<(int, int, float)>();
        for (var used = 0; used < batch.UsedCount; used++)
        {
            var list = batch.Column(used);
            for (var i = 0; i < list.Count; i++)
            {
                entries.Add((batch.UsedColumns[used], list.Places[i], list.Values[i]));
            }
        }

        return entries;
    }
}
