using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(TypeConvertingTransformer), typeof(TypeConvertingTransformer), null, typeof(SignatureLoadModel),
    "", TypeConvertingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Converts numbers, truth values and text to Single or Double.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "OfflineConvert";
    private static readonly VersionInfo _version = ModelFormat.Version("OFFLCONV", LoaderSignature);

    private readonly DataKind _outputKind;

    internal TypeConvertingTransformer(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, DataKind outputKind)
        : base(env.Register(nameof(TypeConvertingTransformer)), columns)
    {
        if (outputKind is not (DataKind.Single or DataKind.Double))
            throw new NotSupportedException($"ConvertType: outputKind {outputKind} is not in the offline stand-in for ML.NET; use Single or Double.");
        _outputKind = outputKind;
    }

    internal PrimitiveDataViewType OutputType => _outputKind == DataKind.Single ? NumberDataViewType.Single : NumberDataViewType.Double;

    internal static void CheckSource(string column, DataViewType itemType, bool isKey)
    {
        if (isKey || itemType is not (NumberDataViewType or BooleanDataViewType or TextDataViewType))
        {
            throw new NotSupportedException(
                $"ConvertType: column '{column}' has items of type {(isKey ? "Key" : itemType)}; " +
                "the offline stand-in for ML.NET converts numbers, Boolean and text.");
        }
    }

    internal static TypeConvertingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        return new TypeConvertingTransformer(env, LoadColumns(ctx), (DataKind)ctx.Reader.ReadByte());
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(_version);
        SaveColumns(ctx);
        ctx.Writer.Write((byte)_outputKind);
    }

    private protected override OneToOneColumn MakeColumn(int index, DataViewSchema.Column source)
    {
        var vector = source.Type as VectorDataViewType;
        var itemType = vector?.ItemType ?? source.Type;
        CheckSource(source.Name, itemType, itemType is KeyDataViewType);

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, name => name == Annotation.SlotNames);
        if (itemType is BooleanDataViewType || Annotation.IsColumnNormalized(source))
            Annotation.AddFlag(annotations, Annotation.IsNormalized);
        DataViewType type = vector is null ? OutputType : new VectorDataViewType(OutputType, vector.Dimensions.ToArray());
        var makeGetter = typeof(TypeConvertingTransformer).GetMethod(nameof(MakeGetter), BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(itemType.RawType, OutputType.RawType);
        return new OneToOneColumn(type, annotations.ToAnnotations(), input => (Delegate)makeGetter.Invoke(null, [input, source]));
    }

    private static Delegate MakeGetter<TSource, TResult>(DataViewRow input, DataViewSchema.Column source)
    {
        if (source.Type is not VectorDataViewType)
        {
            var getValue = input.GetGetter<TSource>(source);
            TSource value = default;
            return (ValueGetter<TResult>)((ref TResult result) =>
            {
                getValue(ref value);
                result = Convert<TSource, TResult>(value);
            });
        }

        var getValues = input.GetGetter<VBuffer<TSource>>(source);
        VBuffer<TSource> values = default;
        return (ValueGetter<VBuffer<TResult>>)((ref VBuffer<TResult> destination) =>
        {
            getValues(ref values);
            var results = values.DenseValues().Select(Convert<TSource, TResult>).ToArray();
            new VBuffer<TResult>(results.Length, results).CopyTo(ref destination);
        });
    }

    private static TResult Convert<TSource, TResult>(TSource value)
        => value is ReadOnlyMemory<char> text
            ? Parse<TResult>(text)
            : (TResult)System.Convert.ChangeType(value, typeof(TResult), CultureInfo.InvariantCulture);

    /// <summary>Empty text is 0, as in ML.NET; text that is no number is not a number.</summary>
    private static TResult Parse<TResult>(ReadOnlyMemory<char> text)
    {
        if (text.IsEmpty)
            return default;
        if (typeof(TResult) == typeof(float))
            return (TResult)(object)(float.TryParse(text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var single) ? single : float.NaN);
        return (TResult)(object)(double.TryParse(text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
    }
}
