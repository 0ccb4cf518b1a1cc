using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

public sealed partial class MlpMulticlassTrainer
{
    /// <summary>Options of <see cref="MlpMulticlassTrainer"/>.</summary>
    public sealed class Options : MlpClassifierOptions
    {
        /// <summary>
        /// What to make small over the outputs for the classes; it also decides on the output activation, the softmax for
        /// <see cref="Loss.CategoricalCrossEntropy"/>. Default: <see cref="Loss.CategoricalCrossEntropy"/>.
        /// </summary>
        public Loss Loss = Loss.CategoricalCrossEntropy;

        private protected override LearningTasks Task => LearningTasks.MulticlassClassification;

        internal override Loss GetLoss() => Loss;

        private protected override void SetTabularLoss() => Loss = Loss.SmoothedCategoricalCrossEntropy(0.1f);
    }
}
