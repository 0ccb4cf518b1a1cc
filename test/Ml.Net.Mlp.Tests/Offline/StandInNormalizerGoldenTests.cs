using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>Whichever Microsoft.ML is referenced, the package or the stand-in: its normalizers give what ML.NET 5.0.0 gives.</summary>
public sealed partial class StandInNormalizerGoldenTests
{
    private static readonly GoldenText _golden = new(Golden);

    private static readonly Dictionary<string, Func<MLContext, string, IEstimator<ITransformer>>> _normalizers = new()
    {
        ["MinMax"] = (ml, column) => ml.Transforms.NormalizeMinMax("Out", column),
        ["MinMax fixZero=false"] = (ml, column) => ml.Transforms.NormalizeMinMax("Out", column, fixZero: false),
        ["MinMax maximumExampleCount=3"] = (ml, column) => ml.Transforms.NormalizeMinMax("Out", column, maximumExampleCount: 3),
        ["MeanVariance"] = (ml, column) => ml.Transforms.NormalizeMeanVariance("Out", column),
        ["MeanVariance fixZero=false"] = (ml, column) => ml.Transforms.NormalizeMeanVariance("Out", column, fixZero: false),
        ["MeanVariance useCdf=true"] = (ml, column) => ml.Transforms.NormalizeMeanVariance("Out", column, useCdf: true),
    };

    public static TheoryData<string> Names => new(_golden.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Normalizer_gives_what_MlNet_gives(string name) => Run(name).Should().Be(_golden[name]);

    [Fact]
    public void All_normalizers_are_compared() => _golden.Names.Should().BeEquivalentTo(_normalizers.Keys);

    internal static string Run(string name)
    {
        var ml = new MLContext(1);
        var transcript = new Transcript();
        var numbers = ml.Data.LoadFromEnumerable(GoldenData.Numbers());
        var unseen = ml.Data.LoadFromEnumerable(GoldenData.UnseenNumbers());
        foreach (var column in new[] { "Vector", "Scalar", "DoubleVector", "DoubleScalar" })
        {
            var model = _normalizers[name](ml, column).Fit(numbers);
            transcript.Line(column).Column(model.Transform(numbers), "Out").Line("unseen").Values(model.Transform(unseen), "Out");
        }
        var sparse = ml.Data.LoadFromEnumerable(GoldenData.SparseNumbers());
        return transcript.Line("sparse").Values(_normalizers[name](ml, "Vector").Fit(sparse).Transform(sparse), "Out").ToString();
    }
}
