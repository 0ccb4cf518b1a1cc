using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

public sealed partial class MlpRegressionTrainer
{
    /// <summary>Options of <see cref="MlpRegressionTrainer"/>.</summary>
    public sealed class Options : MlpTrainerOptions
    {
        /// <summary>What to make small. Default: <see cref="Loss.SquaredError"/>.</summary>
        public Loss Loss = Loss.SquaredError;

        /// <summary>
        /// Applied to the outputs: it says which values a score can have. Default (<see langword="null"/>): that of the loss,
        /// the identity for <see cref="Loss.SquaredError"/>, the sigmoid for <see cref="Loss.BinaryCrossEntropy"/>.
        /// </summary>
        public Activation? OutputActivation;

        /// <summary>
        /// Whether the training sees each label at mean 0 and standard deviation 1, as measured over the training rows (at a root
        /// mean square of 1 with <see cref="Loss.AbsolutePercentageError"/>); labels such as prices in the hundred thousands are
        /// learned badly otherwise. Scores are on the scale of the labels in either case, because the trained network's last layer
        /// takes the inverse into its weights and biases, and so are mean absolute errors in the history; losses in the history,
        /// and numbers of the loss such as a threshold, are on the standardized scale. It needs a loss of differences, such as
        /// <see cref="Loss.SquaredError"/>, or of ratios, and the identity as output activation. Default
        /// (<see langword="null"/>): wherever these are given.
        /// </summary>
        public bool? StandardizeLabel;

        private protected override LearningTasks Task => LearningTasks.Regression;

        internal override Activation GetOutputActivation() => OutputActivation ?? base.GetOutputActivation();

        private protected override bool StandardizesTargets => StandardizeLabel ?? CanStandardize;

        private bool CanStandardize => TargetScale.Fits(Loss) && GetOutputActivation() == Activation.Identity;

        internal override Loss GetLoss() => Loss;

        private protected override TrainingMetric TabularMetric => TrainingMetric.ValidationLoss;

        private protected override void SetTabularLoss() => Loss = Loss.SquaredError;

        private protected override void CheckOwn()
        {
            if (OutputActivation != null)
            {
                var refused = Loss.Refuse(OutputActivation);
                OptionCheck.Require(refused == null, nameof(OutputActivation), OutputActivation,
                    $"another with the loss {Loss}: {refused}");
            }

            OptionCheck.Require(StandardizeLabel != true || CanStandardize, nameof(StandardizeLabel), true,
                $"false with the loss {Loss} and the output activation {GetOutputActivation()}; it goes with {Activation.Identity} and one of {string.Join(", ", Loss.All.Where(TargetScale.Fits).Select(l => l.Name))}");
        }
    }
}
