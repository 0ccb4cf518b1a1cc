namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Squared error that calls back for each row, with its class or first target, and may be given another value.</summary>
internal sealed unsafe class ObservedLoss(Func<float, double?> onRow) : Loss("observed", LearningTasks.MulticlassClassification | LearningTasks.Regression)
{
    internal override Activation DefaultActivation(LearningTasks task) => Activation.Softmax;

    internal override string? Refuse(Activation outputActivation) => null;

    internal override bool IsCanonical(Activation outputActivation, bool classes) => false;

    internal override double Value(float* output, int count, Target target) =>
        onRow(target.Class >= 0 ? target.Class : target[0]) ?? SquaredError.Value(output, count, target);

    internal override void Gradient(float* output, int count, Target target, float* gradient) =>
        SquaredError.Gradient(output, count, target, gradient);
}
