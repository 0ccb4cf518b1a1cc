namespace Microsoft.ML;

/// <summary>Loads a data view from a source.</summary>
public interface IDataLoader<in TSource> : ICanSaveModel
{
    /// <summary>Loads, lazily.</summary>
    IDataView Load(TSource input);

    /// <summary>The columns of what is loaded.</summary>
    DataViewSchema GetOutputSchema();
}
