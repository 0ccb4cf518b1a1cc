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

        /// <summary>
        /// What the rows of a class count when learned from, by the class's name (the text of its key value; the key's number, from
        /// 1, where the label has no key values): finite, 0 or more; 1 for a class that is not named. The weight of a row is
        /// multiplied by it, and as with all weights only ratios matter. Loss and accuracy of the training rows are means with
        /// these weights; those of validation rows leave them out. Not together with <see cref="BalanceClasses"/>. Default
        /// (<see langword="null"/>): all classes count the same.
        /// </summary>
        public IReadOnlyDictionary<string, float>? ClassWeights;

        /// <summary>
        /// Whether every class counts the same when learned from, however many training rows it has: as <see cref="ClassWeights"/>
        /// of <c>n / (k · n_class)</c>, with the k classes that occur and rows counted by their weights. Default false.
        /// </summary>
        public bool BalanceClasses;

        internal override MlpTrainerOptions Copy()
        {
            var copy = (Options)base.Copy();
            copy.ClassWeights = ClassWeights == null ? null : new Dictionary<string, float>(ClassWeights);
            return copy;
        }

        internal override void Check()
        {
            base.Check();
            ClassWeightOption.Check(ClassWeights, BalanceClasses);
        }

        private protected override Loss GetLoss() => Loss;
    }
}
