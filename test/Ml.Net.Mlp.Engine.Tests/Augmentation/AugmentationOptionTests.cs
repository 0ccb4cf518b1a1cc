namespace Ml.Net.Mlp.Engine.Tests;

public sealed class AugmentationOptionTests
{
    private static readonly TrainingData Classes = Rows.Classes(10);

    public static TheoryData<string, Func<object>, string> OutOfRange => new()
    {
        { "standardDeviation", () => new GaussianNoise(-1), "standardDeviation is -1; expected 0 to 1e30." },
        { "standardDeviation", () => new GaussianNoise(float.NaN), "standardDeviation is NaN; expected 0 to 1e30." },
        { "probability", () => new LabelNoise(1.5), "probability is 1.5; expected 0 to 1." },
        { "probability", () => new LabelNoise(double.NaN), "probability is NaN; expected 0 to 1." },
        { "alpha", () => new Mixup(-0.1), "alpha is -0.1; expected 0 to 1000." },
        { "alpha", () => new Mixup(double.PositiveInfinity), "alpha is *; expected 0 to 1000." },
        { "width", () => new ImageDeformation(0, 4), "width is 0; expected 1 to 16777216." },
        { "height", () => new ImageDeformation(1024, 16385), "height is 16385; expected 1 to 16384." },
        { "ElasticSigma", () => new ImageDeformation(4, 4) { ElasticSigma = 0 }, "ElasticSigma is 0; expected 0.1 to 100." },
        { "ElasticAlpha", () => new ImageDeformation(4, 4) { ElasticAlpha = -1 }, "ElasticAlpha is -1; expected 0 to 100000." },
        { "RotationDegrees", () => new ImageDeformation(4, 4) { RotationDegrees = 181 }, "RotationDegrees is 181; expected 0 to 180." },
        { "ShearDegrees", () => new ImageDeformation(4, 4) { ShearDegrees = 90 }, "ShearDegrees is 90; expected 0 to below 90." },
        { "ScalePercent", () => new ImageDeformation(4, 4) { ScalePercent = 100 }, "ScalePercent is 100; expected 0 to below 100." },
        { "TranslationPixels", () => new ImageDeformation(4, 4) { TranslationPixels = float.NaN }, "TranslationPixels is NaN; expected 0 to 100000." },
        { "Background", () => new ImageDeformation(4, 4) { Background = float.NegativeInfinity }, "Background is *; expected a finite number." },
        { "DegreesByClass[1]", () => new ImageDeformation(4, 4) { DegreesByClass = new Dictionary<int, float> { [1] = -3 } }, "DegreesByClass[1] is -3; expected 0 to 180." },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_number_out_of_range_is_refused_when_it_is_given(string name, Func<object> make, string message) =>
        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*").Which.ParamName.Should().Be(name);

    [Fact]
    public void What_does_not_fit_the_rows_or_the_loss_is_refused_before_the_training()
    {
        Refuse(null!).WithMessage("Augmentations is null; expected a list of augmentations.*");
        Refuse([null!]).WithMessage("Augmentations[0] is null; expected an augmentation.*");
        Refuse([new GaussianNoise(1), new ImageDeformation(28, 28)])
            .WithMessage("Augmentations[1] is ImageDeformation; expected 784 features (28 × 28 pixels), but the rows have 4.*");
        Refuse([new Mixup(), new LabelNoise(0.1)]).WithMessage("Augmentations[1] is LabelNoise; expected it before Mixup.*");
        Refuse([new LabelNoise(0.1)], Rows.Line((1, 2)), Rows.Linear, new() { Loss = Loss.SquaredError })
            .WithMessage("Augmentations[0] is LabelNoise; expected rows that have classes.*");
        Refuse([new Mixup()], Classes, NetworkDescription.MultilayerPerceptron(4, [], 3, Activation.Identity), new() { Loss = Loss.CategoricalHinge })
            .WithMessage("Augmentations[0] is Mixup; expected a loss for classes in part, such as *, not categorical_hinge.*");
        Refuse([new GaussianNoise(1)], options: new() { Optimizer = Optimizer.Lbfgs() })
            .WithMessage("Augmentations is 1 long; expected an empty list, because lbfgs(10) needs one smooth function of the weights.*");
    }

    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        new TrainingOptions().Augmentations.Should().BeEmpty();
        new Mixup().Alpha.Should().Be(0.2);
        var image = new ImageDeformation(3, 4);
        (image.Width, image.Height, image.ElasticSigma, image.ElasticAlpha, image.RotationDegrees, image.ShearDegrees).Should().Be((3, 4, 6, 0, 0, 0));
        (image.ScalePercent, image.TranslationPixels, image.Background, image.RotatesOrShears, image.DegreesByClass).Should().Be((0, 0, 0, false, null));
    }

    [Fact]
    public void A_row_to_look_at_must_fit()
    {
        Action preview = () => new ImageDeformation(3, 2).Preview([1, 2, 3]);

        preview.Should().Throw<ArgumentException>().WithMessage("features has 3 values; expected 6 features (3 × 2 pixels).*");
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refuse(
        IReadOnlyList<Augmentation> augmentations, TrainingData? data = null, NetworkDescription? network = null, TrainingOptions? options = null) =>
        FluentActions.Invoking(() => NetworkTrainer.Train(network ?? Rows.Classifier(), data ?? Classes, new()
        {
            Augmentations = augmentations,
            Loss = options?.Loss ?? Loss.CategoricalCrossEntropy,
            Optimizer = options?.Optimizer ?? Optimizer.Adam(),
        })).Should().Throw<ArgumentException>();
}
