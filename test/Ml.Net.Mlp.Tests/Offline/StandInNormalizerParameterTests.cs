using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>Whichever Microsoft.ML is referenced: its normalizers learn the numbers that those of ML.NET 5.0.0 learn.</summary>
public sealed class StandInNormalizerParameterTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Min_max_learns_a_scale_and_where_zero_may_move_an_offset()
    {
        var fixedZero = Affine(_ml.Transforms.NormalizeMinMax("Vector"));
        fixedZero.Offset.Should().BeEmpty();
        fixedZero.Scale.Should().Equal(0.13793103f, 0.16666667f, 0, 0.25f, 0, 8.100052E-06f);

        var free = Affine(_ml.Transforms.NormalizeMinMax("Vector", fixZero: false));
        free.Offset.Should().Equal(0, -5, 0, -2, 0, -3000);
        free.Scale.Should().Equal(0.13793103f, 0.09090909f, 0, 0.16666667f, 0, 7.907889E-06f);
    }

    [Fact]
    public void Mean_and_variance_are_learned_alike()
    {
        var fixedZero = Affine(_ml.Transforms.NormalizeMeanVariance("Vector"));
        fixedZero.Offset.Should().BeEmpty();
        fixedZero.Scale.Should().Equal(0.28559357f, 0.24955198f, 0, 0.46311685f, 0, 2.1420889E-05f);

        var free = Affine(_ml.Transforms.NormalizeMeanVariance("Vector", fixZero: false));
        free.Offset.Should().Equal(2.55f, -1.7214286f, 0, 0.85f, 0, 17638.357f);
        free.Scale.Should().Equal(0.4167442f, 0.27635083f, 0, 0.50379276f, 0, 2.3135823E-05f);
    }

    [Fact]
    public void A_distribution_keeps_mean_and_deviation()
    {
        var parameters = (NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<float>>)
            Parameters(_ml.Transforms.NormalizeMeanVariance("Vector", useCdf: true));

        parameters.Mean.Should().Equal(2.55f, -1.7214286f, 0, 0.85f, 0, 17638.357f);
        parameters.StandardDeviation.Should().Equal(2.3995535f, 3.6185887f, 0, 1.9849433f, 0, 43223.016f);
        parameters.UseLog.Should().BeFalse();
    }

    private NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>> Affine(NormalizingEstimator estimator) =>
        (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)Parameters(estimator);

    private NormalizingTransformer.NormalizerModelParametersBase Parameters(NormalizingEstimator estimator) =>
        estimator.Fit(_ml.Data.LoadFromEnumerable(GoldenData.Numbers())).GetNormalizerModelParameters(0);
}
