namespace Ml.Net.Mlp.Engine.Tests;

public unsafe class LossTests
{
    [Fact]
    public void Squared_error_is_half_the_sum_of_squares()
    {
        ValueOfTargets(Loss.SquaredError, [1, 2, -1], [0, 2, 1]).Should().Be(2.5);
        ValueOfClass(Loss.SquaredError, [0.5f, 0.5f], 1).Should().Be(0.25);
    }

    [Fact]
    public void Cross_entropy_is_minus_the_logarithm_of_the_class_s_probability()
    {
        ValueOfClass(Loss.CategoricalCrossEntropy, [0.25f, 0.5f, 0.25f], 1).Should().BeApproximately(Math.Log(2), 1e-6);
        ValueOfTargets(Loss.CategoricalCrossEntropy, [0.25f, 0.75f], [0.5f, 0.5f])
            .Should().BeApproximately(-(0.5 * Math.Log(0.25)) - (0.5 * Math.Log(0.75)), 1e-6);
        ValueOfClass(Loss.CategoricalCrossEntropy, [1, 0], 0).Should().Be(0);
    }

    [Fact]
    public void A_class_is_its_one_hot_vector()
    {
        float[] output = [0.2f, 0.3f, 0.5f];
        foreach (var loss in Loss.All)
        {
            for (var target = 0; target < output.Length; target++)
            {
                var oneHot = new float[output.Length];
                oneHot[target] = 1;

                ValueOfClass(loss, output, target).Should().BeApproximately(ValueOfTargets(loss, output, oneHot), 1e-7);
                GradientOfClass(loss, output, target).Should().Equal(GradientOfTargets(loss, output, oneHot));
            }
        }
    }

    [Fact]
    public void Cross_entropy_stays_finite_at_probability_zero()
    {
        ValueOfClass(Loss.CategoricalCrossEntropy, [0, 1], 0).Should().BeInRange(87, 88);
        ValueOfTargets(Loss.CategoricalCrossEntropy, [0, 1], [1, 0]).Should().BeInRange(87, 88);
        GradientOfClass(Loss.CategoricalCrossEntropy, [0, 1], 0).Should().OnlyContain(g => float.IsFinite(g));
        GradientOfTargets(Loss.CategoricalCrossEntropy, [0, 1], [1, 0]).Should().OnlyContain(g => float.IsFinite(g));
    }

    [Fact]
    public void Target_zero_at_probability_zero_costs_nothing() =>
        ValueOfTargets(Loss.CategoricalCrossEntropy, [0, 1], [0, 1]).Should().Be(0);

    [Theory]
    [MemberData(nameof(All))]
    public void NaN_outputs_give_a_NaN_loss(string text)
    {
        var loss = Loss.Parse(text);
        foreach (var output in new float[][] { [float.NaN, float.NaN], [float.NaN, float.NaN, float.NaN] })
        {
            ValueOfClass(loss, output, 0).Should().Be(double.NaN);
            ValueOfTargets(loss, output, [1, 0, 1]).Should().Be(double.NaN);
        }

        if (loss.Tasks.HasFlag(LearningTasks.BinaryClassification))
        {
            ValueOfTargets(loss, [float.NaN], [1]).Should().Be(double.NaN);
            ValueOfTargets(loss, [float.NaN], [0]).Should().Be(double.NaN);
        }
    }

    [Theory]
    [InlineData("categorical_hinge")]
    [InlineData("perceptron")]
    public void One_NaN_score_gives_a_NaN_loss(string text)
    {
        foreach (var output in new float[][] { [float.NaN, 5, 3], [5, float.NaN, 3], [5, 3, float.NaN] })
        {
            for (var label = 0; label < 3; label++)
            {
                ValueOfClass(Loss.Parse(text), output, label).Should().Be(double.NaN);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_loss_is_found_by_its_text_and_takes_other_numbers(string text)
    {
        var loss = Loss.Parse(text);

        loss.ToString().Should().Be(text);
        Loss.Parse(text.ToUpperInvariant()).Should().Be(loss);
        loss.Name.Should().MatchRegex("^[a-z_]+$");
        var changed = loss.Arguments.Select(a => a / 2).ToArray();
        var other = (Loss)loss.With(changed);
        other.Arguments.Should().Equal(changed);
        other.Equals(loss).Should().Be(changed.SequenceEqual(loss.Arguments));
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Refuse(() => Loss.SmoothedCategoricalCrossEntropy(1)).WithMessage("smoothing is out of range; expected 0 <= smoothing < 1.*");
        Refuse(() => Loss.SmoothedBinaryCrossEntropy(-0.1f)).WithMessage("smoothing is out of range; expected 0 <= smoothing < 1.*");
        Refuse(() => Loss.SmoothedBinaryCrossEntropy(float.NaN)).WithMessage("smoothing is *");
        Refuse(() => Loss.CategoricalFocalCrossEntropy(gamma: -1)).WithMessage("gamma is out of range; expected a finite number, 0 or more.*");
        Refuse(() => Loss.CategoricalFocalCrossEntropy(alpha: 0)).WithMessage("alpha is out of range; expected a finite number above 0.*");
        Refuse(() => Loss.BinaryFocalCrossEntropy(gamma: float.PositiveInfinity)).WithMessage("gamma is *");
        Refuse(() => Loss.BinaryFocalCrossEntropy(alpha: 1)).WithMessage("alpha is out of range; expected 0 < alpha < 1.*");
        Refuse(() => Loss.BinaryFocalCrossEntropy(alpha: 0)).WithMessage("alpha is *");
        Refuse(() => Loss.Huber(0)).WithMessage("delta is out of range; expected a finite number above 0.*");
        Refuse(() => Loss.Quantile(0)).WithMessage("quantile is out of range; expected 0 < quantile < 1.*");
        Refuse(() => Loss.Quantile(1)).WithMessage("quantile is *");
        Refuse(() => Loss.Parse("huber(-1)")).WithMessage("delta is *");
    }

    [Fact]
    public void Numbers_of_a_loss_are_those_of_the_documentation()
    {
        Loss.SmoothedCategoricalCrossEntropy().ToString().Should().Be("smoothed_categorical_crossentropy(0.1)");
        Loss.SmoothedBinaryCrossEntropy().ToString().Should().Be("smoothed_binary_crossentropy(0.1)");
        Loss.CategoricalFocalCrossEntropy().Should().Be(Loss.CategoricalFocalCrossEntropy(gamma: 2, alpha: 0.25f));
        Loss.BinaryFocalCrossEntropy().Should().Be(Loss.BinaryFocalCrossEntropy(gamma: 2, alpha: 0.25f));
        Loss.Huber().Should().Be(Loss.Huber(1));
        Loss.Quantile().Should().Be(Loss.Quantile(0.5f));
    }

    [Theory]
    [InlineData("categorical_crossentropy", "softmax")]
    [InlineData("smoothed_categorical_crossentropy", "softmax")]
    [InlineData("categorical_focal_crossentropy", "softmax")]
    [InlineData("kl_divergence", "softmax")]
    [InlineData("binary_crossentropy", "sigmoid")]
    [InlineData("smoothed_binary_crossentropy", "sigmoid")]
    [InlineData("binary_focal_crossentropy", "sigmoid")]
    [InlineData("squared_logarithmic_error", "softplus relu exponential sigmoid")]
    [InlineData("poisson", "exponential softplus")]
    [InlineData("hinge", "identity tanh scaled_tanh softsign")]
    [InlineData("squared_hinge", "identity tanh scaled_tanh softsign")]
    [InlineData("categorical_hinge", "identity tanh scaled_tanh softsign")]
    [InlineData("perceptron", "identity")]
    public void A_loss_names_the_output_activations_that_fit(string text, string fitting)
    {
        var loss = Loss.Parse(text);
        var names = fitting.Split(' ');
        foreach (var activation in Activation.All)
        {
            if (names.Contains(activation.Name))
            {
                loss.Refuse(activation).Should().BeNull();
            }
            else
            {
                loss.Refuse(activation).Should().ContainAll(names);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_default_activation_fits_and_refused_tasks_have_none(string text)
    {
        var loss = Loss.Parse(text);
        foreach (var task in Enum.GetValues<LearningTasks>().Where(task => loss.Tasks.HasFlag(task)))
        {
            loss.Refuse(loss.DefaultActivation(task)).Should().BeNull();
        }
    }

    [Fact]
    public void Losses_of_differences_take_every_output()
    {
        string[] names = ["squared_error", "absolute_error", "log_cosh", "huber", "quantile"];
        Loss.All.Where(l => l.IsOfDifferences).Select(l => l.Name).Should().Equal(names);
        foreach (var loss in Loss.All.Where(l => l.IsOfDifferences))
        {
            Activation.All.Where(a => loss.Refuse(a) != null).Should().BeEmpty();
            ValueOfTargets(loss, [3, -1], [2, 1]).Should().Be(ValueOfTargets(loss, [13, 9], [12, 11]));
        }
    }

    [Theory]
    [InlineData("categorical_crossentropy", "0 0.5 1", "-0.1 1.1", "expected 0 to 1")]
    [InlineData("smoothed_categorical_crossentropy", "0 0.5 1", "-0.1 1.1", "expected 0 to 1")]
    [InlineData("categorical_focal_crossentropy", "0 0.5 1", "-0.1 1.1", "expected 0 to 1")]
    [InlineData("kl_divergence", "0 0.5 1", "-0.1 1.1", "expected 0 to 1")]
    [InlineData("binary_crossentropy", "0 0.5 1", "-0.1 1.1", "expected 0 to 1")]
    [InlineData("smoothed_binary_crossentropy", "0 0.5 1", "-0.1 1.1", "expected 0 to 1")]
    [InlineData("binary_focal_crossentropy", "0 0.5 1", "-0.1 1.1", "expected 0 to 1")]
    [InlineData("absolute_percentage_error", "-3 1 1e-7", "0 1e-8", "expected a size of 1E-07 or more, because errors are divided by it")]
    [InlineData("squared_logarithmic_error", "-0.99 0 5", "-1 -2", "expected a number above -1")]
    [InlineData("poisson", "0 0.5 1000", "-0.1 -2", "expected 0 or more")]
    [InlineData("hinge", "0 1", "-1 0.5 2", "expected 0 or 1")]
    [InlineData("squared_hinge", "0 1", "-1 0.5 2", "expected 0 or 1")]
    [InlineData("huber", "-1e30 0 5", "", "")]
    [InlineData("squared_error", "-1e30 0 5", "", "")]
    [InlineData("cosine", "-1e30 0 5", "", "")]
    public void Targets_out_of_range_are_refused(string text, string taken, string refused, string reason)
    {
        var loss = Loss.Parse(text);

        Numbers(taken).Should().OnlyContain(value => loss.RefuseTarget(value) == null);
        Numbers(refused).Select(loss.RefuseTarget).Distinct().Should().Equal(refused == "" ? [] : [reason]);
    }

    [Fact]
    public void Hinges_want_a_margin_of_one()
    {
        ValueOfTargets(Loss.Hinge, [2, 0.5f, -3], [1, 1, 0]).Should().Be(0.5);
        ValueOfTargets(Loss.Hinge, [-2, 0.5f], [1, 0]).Should().Be(4.5);
        ValueOfTargets(Loss.SquaredHinge, [-2, 0.5f], [1, 0]).Should().Be(11.25);
        ValueOfClass(Loss.CategoricalHinge, [1, 3, 1.5f], 1).Should().Be(0);
        ValueOfClass(Loss.CategoricalHinge, [1, 3, 2.5f], 1).Should().Be(0.5);
        ValueOfClass(Loss.CategoricalHinge, [-1, -3, -2], 1).Should().Be(3);
        GradientOfClass(Loss.CategoricalHinge, [1, 3, 2.5f], 1).Should().Equal(0, -1, 1);
    }

    [Fact]
    public void The_perceptron_learns_from_mistakes_and_on_the_boundary()
    {
        ValueOfTargets(Loss.Perceptron, [2], [1]).Should().Be(0);
        ValueOfTargets(Loss.Perceptron, [2], [0]).Should().Be(2);
        GradientOfTargets(Loss.Perceptron, [2], [1]).Should().Equal(0);
        GradientOfTargets(Loss.Perceptron, [2], [0]).Should().Equal(1);
        GradientOfTargets(Loss.Perceptron, [0], [1]).Should().Equal(-1);
        GradientOfTargets(Loss.Perceptron, [0], [0]).Should().Equal(1);
        ValueOfClass(Loss.Perceptron, [1, 3, 2], 1).Should().Be(0);
        ValueOfClass(Loss.Perceptron, [1, 3, 2], 0).Should().Be(2);
        GradientOfClass(Loss.Perceptron, [1, 3, 2], 1).Should().Equal(0, 0, 0);
        GradientOfClass(Loss.Perceptron, [1, 3, 2], 0).Should().Equal(-1, 1, 0);
        GradientOfClass(Loss.Perceptron, [0, 0, 0], 1).Should().Equal(1, -1, 0);
    }

    [Fact]
    public void Equal_numbers_have_no_slope()
    {
        foreach (var loss in new[] { Loss.AbsoluteError, Loss.AbsolutePercentageError, Loss.Quantile(0.9f), Loss.Huber(), Loss.LogCosh })
        {
            GradientOfTargets(loss, [2, -3], [2, -3]).Should().Equal(0, 0);
            ValueOfTargets(loss, [2, -3], [2, -3]).Should().Be(0);
        }
    }

    [Fact]
    public void Outputs_of_zero_have_no_direction()
    {
        ValueOfTargets(Loss.Cosine, [0, 0], [1, 2]).Should().Be(1);
        ValueOfTargets(Loss.Cosine, [1, 2], [0, 0]).Should().Be(1);
        GradientOfTargets(Loss.Cosine, [1, 2], [0, 0]).Should().Equal(0, 0);
        GradientOfTargets(Loss.Cosine, [0, 0], [0, 0]).Should().Equal(0, 0);
    }

    [Fact]
    public void A_small_error_s_log_cosh_is_exact()
    {
        foreach (var error in new[] { 1e-6f, 1e-3f, 0.1f, 0.249f, 0.251f })
        {
            var expected = Math.Log(Math.Cosh(error));
            ValueOfTargets(Loss.LogCosh, [error], [0]).Should().BeApproximately(
                error < 1e-2 ? error * (double)error / 2 : expected, 1e-5 * expected + 1e-18);
        }
    }

    [Fact]
    public void Gradient_of_a_confident_wrong_network_is_finite_and_as_large_as_it_can_be()
    {
        foreach (var classes in new[] { true, false })
        {
            var data = classes
                ? TrainingData.FromClasses([1f], 1, [1], 2)
                : TrainingData.FromTargets([1f], 1, [0f, 1f], 2);
            var engine = new EngineProbe(TestNetworks.Parse("1-2:softmax"), data, Loss.CategoricalCrossEntropy, [[40, -40], [0, 0]]);

            engine.ComputeGradient().Should().BeApproximately(80, 1e-3);
            engine.Unpack(engine.Gradient)[1][0].Should().BeApproximately(1, 1e-5f);
            engine.Unpack(engine.Gradient)[1][1].Should().BeApproximately(-1, 1e-5f);
        }
    }

    public static TheoryData<string> All => [.. ReferenceLosses.Cases.Select(loss => loss.ToString())];

    private static float[] Numbers(string list) => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(float.Parse)];

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentOutOfRangeException> Refuse(Action make) =>
        make.Should().Throw<ArgumentOutOfRangeException>();

    private static double ValueOfClass(Loss loss, float[] output, int target)
    {
        fixed (float* o = output)
        {
            return loss.Value(o, output.Length, new Target(target));
        }
    }

    private static double ValueOfTargets(Loss loss, float[] output, float[] targets)
    {
        fixed (float* o = output, t = targets)
        {
            return loss.Value(o, output.Length, new Target(t));
        }
    }

    private static float[] GradientOfClass(Loss loss, float[] output, int target)
    {
        var gradient = new float[output.Length];
        fixed (float* o = output, g = gradient)
        {
            loss.Gradient(o, output.Length, new Target(target), g);
        }

        return gradient;
    }

    private static float[] GradientOfTargets(Loss loss, float[] output, float[] targets)
    {
        var gradient = new float[output.Length];
        fixed (float* o = output, t = targets, g = gradient)
        {
            loss.Gradient(o, output.Length, new Target(t), g);
        }

        return gradient;
    }
}
