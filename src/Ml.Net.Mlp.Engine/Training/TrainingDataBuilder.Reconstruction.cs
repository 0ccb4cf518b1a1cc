namespace Ml.Net.Mlp.Engine;

/// <content>Rows whose features are their target values.</content>
public sealed partial class TrainingDataBuilder
{
    /// <summary>
    /// For rows whose features are their target values too, which are not kept twice: what an autoencoder learns from. Rows are added
    /// by <see cref="AddFeatures"/>, <see cref="AddSparseFeatures"/> or <see cref="BeginRow"/> and <see cref="EndFeatures"/>.
    /// </summary>
    /// <param name="inputs">Features of a row, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public static TrainingDataBuilder ForReconstruction(int inputs) => new(inputs, outputs: inputs, classes: false, targets: false);

    /// <summary>Adds the row begun by <see cref="BeginRow"/>, whose features are its target values.</summary>
    /// <param name="weight">Its weight, finite, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range; row and column are named, and the row is not added.</exception>
    public void EndFeatures(float weight = 1)
    {
        if (_targets != null || _classes != null)
        {
            throw new InvalidOperationException($"The rows have {Labels}; none were given.");
        }

        Commit(weight);
    }

    /// <summary>Adds a row whose features are its target values.</summary>
    /// <param name="features">Its features; finite.</param>
    /// <param name="weight">Its weight, finite, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range; row and column are named, and the row is not added.</exception>
    public void AddFeatures(ReadOnlySpan<float> features, float weight = 1)
    {
        CopyFeatures(features);
        EndFeatures(weight);
    }

    /// <summary>
    /// Adds a row whose features are its target values, and of which only those that are not zero are given.
    /// </summary>
    /// <param name="indices">Which features: from 0, each larger than the one before.</param>
    /// <param name="values">Their values, as many; finite.</param>
    /// <param name="weight">Its weight, finite, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range; row and column are named, and the row is not added.</exception>
    public void AddSparseFeatures(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, float weight = 1)
    {
        BeginSink().Sparse(indices, values);
        EndFeatures(weight);
    }

    private bool HasOwnTargets => _classes == null && _targets == null;

    private string Labels => _classes != null ? "classes" : _targets != null ? "target values" : "their features for target values";
}
