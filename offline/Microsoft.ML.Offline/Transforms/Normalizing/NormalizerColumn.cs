using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A column with its fitted normalizer.</summary>
internal abstract class NormalizerColumn
{
    protected NormalizerColumn(string name, string inputName, DataViewType type)
    {
        Name = name;
        InputName = inputName;
        Type = type;
    }

    public string Name { get; }

    public string InputName { get; }

    public DataViewType Type { get; }

    public abstract NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    public static NormalizerColumn Load(BinaryReader reader, string name, string inputName)
    {
        var isDouble = reader.ReadBoolean();
        PrimitiveDataViewType type = isDouble ? NumberDataViewType.Double : NumberDataViewType.Single;
        var dimensions = new int[reader.ReadInt32()];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = reader.ReadInt32();
        DataViewType columnType = dimensions.Length == 0 ? type : new VectorDataViewType(type, dimensions);
        return isDouble
            ? NormalizerColumn<double>.LoadFunction(reader, name, inputName, columnType)
            : NormalizerColumn<float>.LoadFunction(reader, name, inputName, columnType);
    }

    public void Save(BinaryWriter writer)
    {
        var vector = Type as VectorDataViewType;
        writer.Write((vector?.ItemType ?? Type) == NumberDataViewType.Double);
        var dimensions = vector?.Dimensions.ToArray() ?? [];
        writer.Write(dimensions.Length);
        foreach (var dimension in dimensions)
            writer.Write(dimension);
        SaveFunction(writer);
    }

    public abstract Delegate MakeGetter(DataViewRow input, DataViewSchema.Column source);

    protected abstract void SaveFunction(BinaryWriter writer);
}
