namespace Microsoft.ML;

/// <summary>Can be written into a model.</summary>
public interface ICanSaveModel
{
    /// <summary>Writes itself.</summary>
    void Save(ModelSaveContext ctx);
}
