namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Central differences of fourth order, whose step can be large enough for functions computed in float.</summary>
internal static class FiniteDifference
{
    private const float Step = 1f / 32;

    /// <summary>The derivative at <paramref name="x"/>, where all points are exact in float if x is of moderate size.</summary>
    public static double At(Func<float, double> function, float x)
    {
        var near = (function(x + Step) - function(x - Step)) / ((x + Step) - (double)(x - Step));
        var far = (function(x + (2 * Step)) - function(x - (2 * Step))) / ((x + (2 * Step)) - (double)(x - (2 * Step)));
        return ((4 * near) - far) / 3;
    }

    /// <summary>The gradient of a network's loss by every weight and bias, in the order of <see cref="EngineProbe.Places"/>.</summary>
    public static List<double[]> Gradient(EngineProbe engine, Func<double> loss)
    {
        var gradient = new List<double[]>();
        foreach (var places in engine.Places())
        {
            gradient.Add([.. places.Select(place =>
            {
                var value = engine.Parameters.Span[place];
                var derivative = At(
                    x =>
                    {
                        engine.Parameters.Span[place] = x;
                        return loss();
                    },
                    value);
                engine.Parameters.Span[place] = value;
                return derivative;
            })]);
        }

        return gradient;
    }

    /// <summary>Asserts that the gradient in the engine's buffer is that of the loss.</summary>
    public static void AssertGradient(EngineProbe engine, Func<double> loss, double tolerance = 1e-4)
    {
        var expected = Gradient(engine, loss);
        var actual = engine.Unpack(engine.Gradient);
        var areTrainable = engine.AreTrainable();
        actual.Should().HaveSameCount(expected);
        for (var array = 0; array < expected.Count; array++)
        {
            var scale = Math.Max(expected[array].Max(Math.Abs), 0.1);
            actual[array].Should().HaveSameCount(expected[array]);
            if (!areTrainable[array])
            {
                actual[array].Should().OnlyContain(value => value == 0);
                continue;
            }

            actual[array].Zip(expected[array], (a, e) => Math.Abs(a - e)).Max().Should().BeLessThanOrEqualTo(
                tolerance * scale, "parameter array {0} should have the gradient of the loss", array);
        }
    }
}
