namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>When rows are kept sparse, and that they stay what they were.</summary>
public sealed class SparseDataTests
{
    [Theory]
    [InlineData(100, 0.01, true)]
    [InlineData(100, 0.12, true)]
    [InlineData(100, 0.14, false)]
    [InlineData(100, 1, false)]
    [InlineData(5_000, 0.12, true)]
    [InlineData(5_000, 0.5, false)]
    public void Rows_that_are_added_sparse_are_kept_so_where_few_values_are_not_zero(int inputs, double density, bool sparse)
    {
        var builder = TrainingDataBuilder.ForClasses(inputs, 2);
        var count = (int)Math.Round(inputs * density);
        for (var row = 0; row < 20; row++)
        {
            builder.AddSparse([.. Enumerable.Range(0, count)], [.. Enumerable.Repeat(row + 1f, count)], row % 2);
        }

        var data = builder.Build();

        data.IsSparse.Should().Be(sparse);
        data.MemoryBytes.Should().Be(20 * ((sparse ? (8 * count) + 16 : 4 * inputs) + 8));
        for (var row = 0; row < 20; row++)
        {
            float[] expected = [.. Enumerable.Repeat(row + 1f, count), .. new float[inputs - count]];
            data.Features(row).ToArray().Should().Equal(expected);
            var copy = new float[inputs];
            data.CopyFeatures(row, copy);
            copy.Should().Equal(expected);
        }
    }

    [Theory]
    [InlineData(4_095, false)]
    [InlineData(4_096, true)]
    public void Wide_rows_that_are_added_dense_are_kept_sparse_where_few_values_are_not_zero(int inputs, bool sparse)
    {
        var builder = TrainingDataBuilder.ForTargets(inputs, 1);
        var features = new float[inputs];
        for (var row = 0; row < 10; row++)
        {
            Array.Clear(features);
            features[row * 7] = row;
            features[^1] = 2;
            builder.Add(features, [row]);
        }

        var data = builder.Build();

        data.IsSparse.Should().Be(sparse);
        for (var row = 0; row < 10; row++)
        {
            var actual = data.Features(row);
            (actual[row * 7], actual[^1], actual.Length).Should().Be((row, 2, inputs));
            actual.ToArray().Count(x => x != 0).Should().Be(row == 0 ? 1 : 2);
        }
    }

    [Fact]
    public void Rows_that_turn_out_dense_while_they_are_read_become_dense()
    {
        var builder = TrainingDataBuilder.ForClasses(4_096, 2);
        var rows = 0;
        for (; rows < 400; rows++)
        {
            builder.Add([.. Enumerable.Range(0, 4_096).Select(i => (float)((i + rows) % 1000))], 0);
        }

        var data = builder.Build();

        data.IsSparse.Should().BeFalse();
        data.Count.Should().Be(rows);
        for (var row = 0; row < rows; row++)
        {
            (data.Features(row)[5], data.Features(row)[4_095]).Should().Be(((5 + row) % 1000, (95 + row) % 1000));
        }
    }

    [Fact]
    public void Rows_do_not_become_dense_where_that_would_pass_the_budget()
    {
        // One value in five is not zero: sparse a row takes 1,624 bytes, dense 4,008.
        var rows = (StreamedTrainingData)TrainingRows.Read(TrainingDataBuilder.ForClasses(1_000, 2), () => new Fifths(), 30_000_000);

        rows.IsSparse.Should().BeTrue();
        rows.BufferRows.Should().Be((30_000_000 / 1_624) + 1);
        rows.MemoryBytes.Should().BeInRange(30_000_000, 30_002_000);
        TrainingRows.Read(TrainingDataBuilder.ForClasses(1_000, 2), () => new Fifths(), 200_000_000).IsSparse.Should().BeFalse();
    }

    [Fact]
    public void Places_of_a_shuffle_buffer_take_rows_of_any_length()
    {
        var random = new Random(2);
        var rows = new SparseFeatures(3_000);
        var expected = new (int[] Indices, float[] Values)[50];
        for (var i = 0; i < 5_000; i++)
        {
            var place = i < 50 ? i : random.Next(50);
            var length = random.Next(20) == 0 ? random.Next(3_000) : random.Next(10);
            var first = random.Next(3_000 - length);
            expected[place] = ([.. Enumerable.Range(first, length)], [.. Enumerable.Repeat(i + 0.5f, length)]);
            rows.Sink.Begin(place);
            rows.Sink.Sparse(expected[place].Indices, expected[place].Values);
            rows.Sink.Complete();
            if (i < 50)
            {
                rows.Commit();
            }
        }

        for (var place = 0; place < 50; place++)
        {
            rows.Indices(place).ToArray().Should().Equal(expected[place].Indices);
            rows.Values(place).ToArray().Should().Equal(expected[place].Values);
        }

        // 8 bytes a value: at most half as much again as each place's largest row, and its smaller rooms before.
        rows.Bytes.Should().BeLessThan(50 * 3_000 * 8 * 4);
    }

    [Fact]
    public void A_bad_value_is_named_with_row_and_column()
    {
        var builder = TrainingDataBuilder.ForClasses(100, 2);
        builder.AddSparse([1], [1], 0);

        builder.Invoking(b => b.AddSparse([3, 70], [1, float.NaN], 0)).Should().Throw<ArgumentException>().WithMessage("Row 1, feature 70 is NaN; expected a finite number.*");
        builder.AllowsMissingValues = true;
        builder.Invoking(b => b.AddSparse([3, 70], [float.NaN, float.NegativeInfinity], 0)).Should().Throw<ArgumentException>()
            .WithMessage("Row 1, feature 70 is -Infinity; expected a finite number, or NaN for a missing value.*");
        builder.AddSparse([3, 70], [float.NaN, 2], 1);

        var data = builder.Build();
        (data.Count, data.IsSparse, data.HasMissingValues).Should().Be((2, true, true));
        data.Features(1)[3].Should().Be(float.NaN);
        data.Features(1)[70].Should().Be(2);
    }

    [Fact]
    public void Sparse_rows_may_have_target_values_and_no_features()
    {
        var builder = TrainingDataBuilder.ForTargets(1_000, 2);
        builder.AddSparse([], [], [1f, 2], weight: 3);
        var data = builder.Build();

        (data.Count, data.IsSparse, data.Weight(0)).Should().Be((1, true, 3));
        data.Targets(0).ToArray().Should().Equal(1, 2);
        data.Features(0).ToArray().Should().OnlyContain(x => x == 0).And.HaveCount(1_000);
        data.Invoking(d => d.CopyFeatures(0, new float[999])).Should().Throw<ArgumentException>().WithMessage("features has 999 values; expected 1000.*");
        data.Invoking(d => d.CopyFeatures(1, new float[1_000])).Should().Throw<ArgumentOutOfRangeException>();
        data.Invoking(d => d.Features(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_reader_that_writes_no_features_is_told_so() =>
        FluentActions.Invoking(() => TrainingRows.Read(TrainingDataBuilder.ForClasses(3, 2), () => new Silent(), 1_000))
            .Should().Throw<InvalidOperationException>().WithMessage("The reader wrote no features of the first row; expected a call of Dense or Sparse.");

    /// <summary>25,000 rows of 1,000 features, each fifth of which is not zero.</summary>
    private sealed class Fifths : RowReader
    {
        private static readonly int[] Indices = [.. Enumerable.Range(0, 200).Select(i => 5 * i)];
        private static readonly float[] Values = [.. Enumerable.Repeat(1f, 200)];
        private int _row = -1;

        public override int Class => _row % 2;

        public override bool Read(FeatureSink features)
        {
            features.Sparse(Indices, Values);
            return ++_row < 25_000;
        }
    }

    private sealed class Silent : RowReader
    {
        public override int Class => 0;

        public override bool Read(FeatureSink features) => true;
    }
}
