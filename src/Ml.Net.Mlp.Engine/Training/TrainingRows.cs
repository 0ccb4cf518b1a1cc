namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Rows to learn from: in memory (<see cref="TrainingData"/>), or read anew for every epoch
/// (<see cref="StreamedTrainingData"/>).
/// </summary>
public abstract class TrainingRows
{
    private protected TrainingRows()
    {
    }

    /// <summary>Number of features of a row.</summary>
    public abstract int Inputs { get; }

    /// <summary>
    /// Number of outputs that a network for these rows has: a row's target values, the classes, or 1 for two classes that one
    /// output tells apart.
    /// </summary>
    public abstract int Outputs { get; }

    /// <summary>Whether the rows have classes rather than target values.</summary>
    public abstract bool HasClasses { get; }

    /// <summary>
    /// Whether only features that are not zero are kept: chosen by the builder, for rows that were added sparse or are wide, as long
    /// as at most one value in eight is kept. It changes no bit of what is learned.
    /// </summary>
    public abstract bool IsSparse { get; }

    /// <summary>
    /// Bytes that the rows in memory take: 4 for each feature, or 8 for each that is kept of a sparse row and 16 for the row; 4 for
    /// each target value; 8 for each row's label and weight.
    /// </summary>
    public abstract long MemoryBytes { get; }

    /// <summary>What there is to learn.</summary>
    public LearningTasks Task => !HasClasses
        ? LearningTasks.Regression
        : Outputs == 1 ? LearningTasks.BinaryClassification : LearningTasks.MulticlassClassification;

    /// <summary>Number of classes; 0 where rows have target values.</summary>
    public int ClassCount => HasClasses ? Math.Max(2, Outputs) : 0;

    /// <summary>Whether a feature of a row is missing (NaN): then the network must begin with an <see cref="ImputationLayer"/>.</summary>
    public bool HasMissingValues { get; internal init; }

    /// <summary>Number of rows.</summary>
    internal abstract long RowCount { get; }

    /// <summary>
    /// Reads rows into memory; where they would take more than <paramref name="memoryBudget"/>, reads on only to count and
    /// check them, and has every epoch read them again.
    /// </summary>
    /// <param name="builder">An empty builder, for rows of the right kind.</param>
    /// <param name="open">Begins a pass over the rows; every pass must yield the same rows in the same order.</param>
    /// <param name="memoryBudget">
    /// Bytes that rows may take, as <see cref="MemoryBytes"/> counts them. Memory is taken in pieces of up to 16 MiB.
    /// </param>
    /// <exception cref="ArgumentException">A value is out of its range; the row is named.</exception>
    public static TrainingRows Read(TrainingDataBuilder builder, Func<RowReader> open, long memoryBudget)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryBudget, 1);
        using var reader = open();
        builder.Features.MemoryBudget = memoryBudget;
        while (reader.Read(builder.BeginSink()))
        {
            builder.EndRow(reader);
            if (builder.Features.IsFull)
            {
                return builder.ReadOn(reader, open);
            }
        }

        return builder.Build();
    }

    /// <summary>What deals out the rows to the training.</summary>
    /// <param name="context">The training.</param>
    /// <param name="part">Which of the rows.</param>
    internal abstract BatchSource CreateSource(BatchContext context, RowPart part);
}
