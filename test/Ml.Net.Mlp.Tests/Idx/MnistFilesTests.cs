using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Idx;

/// <summary>The MNIST files that come with the repository are the genuine ones, and are read as such.</summary>
public sealed class MnistFilesTests
{
    private readonly MLContext _context = new(seed: 1);

    [Theory]
    [InlineData("train", 60000, new[] { 5, 0, 4, 1, 9 }, new[] { 5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949 }, 33.318421, 717)]
    [InlineData("t10k", 10000, new[] { 7, 2, 1, 0, 4 }, new[] { 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009 }, 33.791224, 668)]
    public void Counts_first_labels_balance_and_pixels_are_those_of_its_readme(
        string set, int rows, int[] firstLabels, int[] balance, double mean, int usedPixels)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data", "mnist");
        var view = _context.Data.LoadFromIdx(
            Path.Combine(folder, $"{set}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{set}-labels-idx1-ubyte.gz"));

        view.GetRowCount().Should().Be(rows);
        var labels = view.GetColumn<float>("Label").Select(label => (int)label).ToArray();
        labels.Take(5).Should().Equal(firstLabels);
        labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value).Should().Equal(balance);

        var sums = new double[784];
        using var cursor = view.GetRowCursor([view.Schema["Features"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        var features = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getter(ref features);
            var values = features.GetValues();
            for (var pixel = 0; pixel < values.Length; pixel++)
            {
                sums[pixel] += values[pixel];
            }
        }

        (sums.Sum() / (rows * 784.0)).Should().BeApproximately(mean, 5e-7);
        sums.Count(sum => sum > 0).Should().Be(usedPixels);
    }
}
