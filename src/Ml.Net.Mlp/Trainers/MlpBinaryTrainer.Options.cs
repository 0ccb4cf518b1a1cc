using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

public sealed partial class MlpBinaryTrainer
{
    /// <summary>Options of <see cref="MlpBinaryTrainer"/>.</summary>
    public sealed class Options : MlpClassifierOptions
    {
        /// <summary>
        /// What to make small; it also decides on the output activation, the sigmoid for
        /// <see cref="Loss.BinaryCrossEntropy"/>. Default: <see cref="Loss.BinaryCrossEntropy"/>.
        /// </summary>
        public Loss Loss = Loss.BinaryCrossEntropy;

        private protected override LearningTasks Task => LearningTasks.BinaryClassification;

        internal override Loss GetLoss() => Loss;

        private protected override void SetTabularLoss() => Loss = Loss.SmoothedBinaryCrossEntropy(0.1f);
    }
}
