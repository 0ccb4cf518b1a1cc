namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Losses that don't fit rows, output layer or target values are refused before anything is computed.</summary>
public sealed class LossChecksTests
{
    private static readonly float[] Features = [1, 2, 3];
    private static readonly TrainingData Binary = TrainingData.FromBinary(Features, 1, [true, false, true]);
    private static readonly TrainingData Classes = TrainingData.FromClasses(Features, 1, [0, 1, 0], 2);

    [Fact]
    public void A_loss_for_other_tasks_is_refused_with_those_for_this_one()
    {
        Refuse(Binary, "sigmoid", Loss.CategoricalCrossEntropy).WithMessage(
            "Loss categorical_crossentropy is not for BinaryClassification; expected one of binary_crossentropy, "
            + "smoothed_binary_crossentropy, binary_focal_crossentropy, squared_error, absolute_error, hinge, squared_hinge, perceptron.*");
        Refuse(Classes, "softmax", Loss.Huber(2)).WithMessage("Loss huber(2) is not for MulticlassClassification; expected one of *cosine*");
        Refuse(Targets(1, 2, 3), "identity", Loss.Perceptron).WithMessage("Loss perceptron is not for Regression; expected one of *quantile*");
    }

    [Fact]
    public void An_output_activation_that_does_not_fit_is_refused_with_those_that_do()
    {
        Refuse(Binary, "relu", Loss.BinaryCrossEntropy).WithMessage(
            "Loss binary_crossentropy does not fit the output activation relu: it needs a probability of each output: "
            + "use the sigmoid activation on the output layer, or take one of the losses squared_error, absolute_error.*");
        Refuse(Classes, "sigmoid", Loss.Hinge).WithMessage(
            "Loss hinge does not fit the output activation sigmoid: it needs scores of both signs: use the identity or tanh or "
            + "scaled_tanh* activation on the output layer, or take one of the losses squared_error, absolute_error, cosine.*");
        Refuse(Binary, "tanh", Loss.Perceptron).WithMessage("*use the identity activation on the output layer*hinge, squared_hinge.*");
    }

    [Fact]
    public void One_output_is_too_few_for_a_direction_or_a_softmax()
    {
        Refuse(Targets(1, 2, 3), "identity", Loss.Cosine).WithMessage(
            "Loss cosine with the output activation identity says nothing of 1 output; expected 2 or more.*");
        Refuse(Targets(1, 2, 3), "softmax", Loss.SquaredError).WithMessage(
            "Loss squared_error with the output activation softmax says nothing of 1 output; expected 2 or more.*");
    }

    [Fact]
    public void Target_values_out_of_range_are_refused_with_row_and_target()
    {
        Refuse(Targets(1, 0.5f, 1.5f), "sigmoid", Loss.BinaryCrossEntropy).WithMessage(
            "Row 2 of the training rows, target 0 is 1.5; expected 0 to 1, for the loss binary_crossentropy.*");
        Refuse(TrainingData.FromTargets([1f, 2], 1, [1f, 0, 1, -1], 2), "identity", Loss.Hinge).WithMessage(
            "Row 1 of the training rows, target 1 is -1; expected 0 or 1, for the loss hinge.*");
        Refuse(Targets(1, 2, 3), "identity", Loss.AbsolutePercentageError, validation: Targets(1, 0, 3)).WithMessage(
            "Row 1 of the validation rows, target 0 is 0; expected a size of 1E-07 or more, because errors are divided by it, for the loss absolute_percentage_error.*");
    }

    [Fact]
    public void Streamed_target_values_are_refused_when_they_are_read()
    {
        var source = new GeneratedRows(inputs: 4, classes: false) { Passes = [20] };
        var options = new TrainingOptions { Loss = Loss.Hinge, Shuffle = false };
        var network = NetworkDescription.MultilayerPerceptron(4, [], 1, Activation.Identity);
        Action train = () => NetworkTrainer.Train(network, source.Read(5), options);

        train.Should().Throw<ArgumentException>().WithMessage("Row * of the training rows, target 0 is *; expected 0 or 1, for the loss hinge.*");
        source.Disposed.Should().Be(source.Opened);
    }

    private static TrainingData Targets(params float[] targets) => TrainingData.FromTargets(Features, 1, targets, 1);

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refuse(
        TrainingData data, string activation, Loss loss, TrainingData? validation = null)
    {
        var network = NetworkDescription.MultilayerPerceptron(1, [], data.Outputs, Activation.Parse(activation));
        Action train = () => NetworkTrainer.Train(network, data, new() { Loss = loss }, validation);
        return train.Should().Throw<ArgumentException>();
    }
}
