using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>A column of a <see cref="TestView"/>.</summary>
internal abstract record TestColumn(string Name, DataViewType Type, DataViewSchema.Annotations? Annotations)
{
    /// <summary>A getter of the value in the row that <paramref name="row"/> tells.</summary>
    public abstract Delegate CreateGetter(Func<int> row);

    /// <summary>A column whose values are computed from the row's number.</summary>
    public static TestColumn Of<T>(string name, DataViewType type, Func<int, T> value, DataViewSchema.Annotations? annotations = null) =>
        new Computed<T>(name, type, value, annotations);

    public static TestColumn Features(int size, Func<int, float[]> value, string name = "Features") =>
        Of(name, new VectorDataViewType(NumberDataViewType.Single, size), row => new VBuffer<float>(size, value(row)));

    /// <summary>A label of raw keys: 1 is the first class, 0 is missing.</summary>
    public static TestColumn Label(int classes, Func<int, uint> value, DataViewSchema.Annotations? annotations = null) =>
        Of("Label", new KeyDataViewType(typeof(uint), classes), value, annotations);

    /// <summary>Annotations with one vector in them.</summary>
    public static DataViewSchema.Annotations Annotation<T>(string kind, PrimitiveDataViewType itemType, params T[] values)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(kind, new VectorDataViewType(itemType, values.Length), (ref VBuffer<T> destination) =>
            destination = new VBuffer<T>(values.Length, values));
        return builder.ToAnnotations();
    }

    private sealed record Computed<T>(string Name, DataViewType Type, Func<int, T> Value, DataViewSchema.Annotations? Annotations)
        : TestColumn(Name, Type, Annotations)
    {
        public override Delegate CreateGetter(Func<int> row) => new ValueGetter<T>((ref T destination) => destination = Value(row()));
    }
}
