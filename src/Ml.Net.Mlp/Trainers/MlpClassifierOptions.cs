namespace Ml.Net.Mlp;

/// <summary>The options that trainers for classes have beside those of all trainers.</summary>
public abstract class MlpClassifierOptions : MlpTrainerOptions
{
    private protected MlpClassifierOptions()
    {
    }

    /// <summary>
    /// What the rows of a class count when learned from, by the class's name: the text of its key value, or the key's number, from
    /// 1, where the label has no key values; <c>true</c> and <c>false</c> where the label is a <see cref="bool"/>. Finite, 0 or
    /// more; 1 for a class that is not named. The weight of a row is multiplied by it, and as with all weights only ratios
    /// matter. Loss and accuracy of the training rows are means with these weights; those of validation rows leave them out. Not
    /// together with <see cref="BalanceClasses"/>. Default (<see langword="null"/>): all classes count the same.
    /// </summary>
    public IReadOnlyDictionary<string, float>? ClassWeights;

    /// <summary>
    /// Whether every class counts the same when learned from, however many training rows it has: as <see cref="ClassWeights"/>
    /// of <c>n / (k · n_class)</c>, with the k classes that occur and rows counted by their weights. Default false.
    /// </summary>
    public bool BalanceClasses;

    internal override MlpTrainerOptions Copy()
    {
        var copy = (MlpClassifierOptions)base.Copy();
        copy.ClassWeights = ClassWeights == null ? null : new Dictionary<string, float>(ClassWeights);
        return copy;
    }

    internal override float[]? WeighClasses(LabelColumn label)
    {
        var because = $"because label column '{label.Name}' is a vector and has no classes";
        OptionCheck.Require(!BalanceClasses || label.ClassNames.Count > 0, nameof(BalanceClasses), true, $"false, {because}");
        OptionCheck.Require(ClassWeights == null || label.ClassNames.Count > 0, nameof(ClassWeights), "given", $"null, {because}");
        return ClassWeights == null ? null : ClassWeightOption.ForClasses(ClassWeights, label.Name, label.ClassNames);
    }

    private protected override bool BalancesClasses => BalanceClasses;

    private protected override void CheckOwn() => ClassWeightOption.Check(ClassWeights, BalanceClasses);
}
