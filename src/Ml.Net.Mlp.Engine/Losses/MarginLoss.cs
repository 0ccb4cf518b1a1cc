namespace Ml.Net.Mlp.Engine;

/// <summary>A loss of scores that should be on the right side of 0, or above those of other classes.</summary>
internal abstract unsafe class MarginLoss(string name, LearningTasks tasks) : Loss(name, tasks)
{
    internal sealed override Activation DefaultActivation(LearningTasks task) => Activation.Identity;

    internal override string? Refuse(Activation outputActivation) => RequireActivation(
        outputActivation, "it needs scores of both signs", Activation.Identity, Activation.Tanh, Activation.ScaledTanh, Activation.Softsign);

    internal sealed override string? RefuseTarget(float value) => value is 0 or 1 ? null : "expected 0 or 1";

    internal sealed override bool TargetsAreLabels => true;

    internal sealed override float Boundary(Activation outputActivation) => 0;

    /// <summary>1 for target 1, -1 for target 0.</summary>
    private protected static float Side(float target) => (2 * target) - 1;

    /// <summary>The class with the largest score but for one: the first of several, and one with NaN before all others.</summary>
    private protected static int Rival(float* scores, int count, int label)
    {
        var rival = label == 0 ? 1 : 0;
        for (var j = rival + 1; j < count; j++)
        {
            if (j != label && (scores[j] > scores[rival] || float.IsNaN(scores[j])))
            {
                rival = j;
            }
        }

        return rival;
    }
}
