using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

public sealed partial class MlpMulticlassTrainer
{
    /// <summary>Options of <see cref="MlpMulticlassTrainer"/>.</summary>
    public sealed class Options : MlpTrainerOptions
    {
        /// <summary>
        /// What to make small over the probabilities of the classes. Default: <see cref="Loss.CategoricalCrossEntropy"/>.
        /// </summary>
        public Loss Loss = Loss.CategoricalCrossEntropy;

        private protected override Loss GetLoss() => Loss;
    }
}
