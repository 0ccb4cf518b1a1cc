using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(ColumnConcatenatingTransformer), typeof(ColumnConcatenatingTransformer), null, typeof(SignatureLoadModel),
    "", ColumnConcatenatingTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Puts columns together into one vector column.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "OfflineConcat";
    private static readonly VersionInfo _version = ModelFormat.Version("OFFLCONC", LoaderSignature);

    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingTransformer(IHostEnvironment env, string outputColumnName, string[] inputColumnNames)
        : base(env.Register(nameof(ColumnConcatenatingTransformer)))
    {
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    internal static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(_version);
        var name = ctx.Reader.ReadString();
        var sources = new string[ctx.Reader.ReadInt32()];
        for (var i = 0; i < sources.Length; i++)
            sources[i] = ctx.Reader.ReadString();
        return new ColumnConcatenatingTransformer(env, name, sources);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(_version);
        ctx.Writer.Write(_name);
        ctx.Writer.Write(_sources.Length);
        foreach (var source in _sources)
            ctx.Writer.Write(source);
    }

    private protected override IReadOnlyList<AddedColumn> MakeColumns(DataViewSchema inputSchema)
    {
        var columns = _sources.Select(source => InputColumn.Find(inputSchema, source)).ToArray();
        var dependencies = columns.Select(column => column.Index).ToArray();

        // A single vector passes through as it is.
        if (columns.Length == 1 && columns[0].Type is VectorDataViewType)
        {
            var same = new DataViewSchema.DetachedColumn(_name, columns[0].Type, columns[0].Annotations);
            return [new AddedColumn(same, dependencies, ColumnCopyingTransformer.PassThrough(columns[0]))];
        }

        var itemType = (columns[0].Type as VectorDataViewType)?.ItemType ?? (PrimitiveDataViewType)columns[0].Type;
        var size = 0;
        var knownSize = true;
        foreach (var column in columns)
        {
            var vector = column.Type as VectorDataViewType;
            if (!(vector?.ItemType ?? column.Type).Equals(itemType))
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", column.Name, itemType.ToString(), column.Type.ToString());
            size += vector?.Size ?? 1;
            knownSize &= vector is null or { IsKnownSize: true };
        }

        var type = new VectorDataViewType(itemType, knownSize ? size : 0);
        var makeGetter = typeof(ColumnConcatenatingTransformer).GetMethod(nameof(MakeGetter), BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(itemType.RawType);
        var concatenated = new DataViewSchema.DetachedColumn(_name, type, Annotate(columns, type));
        return [new AddedColumn(concatenated, dependencies, input => (Delegate)makeGetter.Invoke(null, [input, columns]))];
    }

    private static DataViewSchema.Annotations Annotate(DataViewSchema.Column[] columns, VectorDataViewType type)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (type.ItemType is NumberDataViewType && columns.All(Annotation.IsColumnNormalized))
            Annotation.AddFlag(annotations, Annotation.IsNormalized);
        if (!type.IsKnownSize)
            return annotations.ToAnnotations();

        var names = columns.Select(SlotNames).ToArray();
        if (names.Any(ofColumn => ofColumn is not null))
        {
            var all = columns.SelectMany((column, i) => names[i] ?? new ReadOnlyMemory<char>[((VectorDataViewType)column.Type).Size]).ToArray();
            VBuffer<ReadOnlyMemory<char>> packed = default;
            VectorPacking.Pack<ReadOnlyMemory<char>>(all, ref packed);
            Annotation.AddVector(annotations, Annotation.SlotNames, new VectorDataViewType(TextDataViewType.Instance, all.Length), packed);
        }

        var offset = 0;
        var ranges = new List<int>();
        foreach (var column in columns)
        {
            ranges.AddRange(Annotation.ReadCategoricalSlotRanges(column).Select(slot => slot + offset));
            offset += (column.Type as VectorDataViewType)?.Size ?? 1;
        }
        if (ranges.Count > 0)
            Annotation.AddCategoricalSlotRanges(annotations, ranges.ToArray());
        return annotations.ToAnnotations();
    }

    /// <summary>A scalar's slot has the column's name; a vector's slots have it before theirs, if they have names.</summary>
    private static ReadOnlyMemory<char>[] SlotNames(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector)
            return [column.Name.AsMemory()];
        return Annotation.ReadText(column, Annotation.SlotNames, vector.Size)?
            .Select(name => name.IsEmpty ? default : $"{column.Name}.{name}".AsMemory()).ToArray();
    }

    private static ValueGetter<VBuffer<T>> MakeGetter<T>(DataViewRow input, DataViewSchema.Column[] columns)
    {
        var readers = columns.Select(column => MakeReader<T>(input, column)).ToArray();
        var parts = new VBuffer<T>[readers.Length];
        return (ref VBuffer<T> destination) =>
        {
            var length = 0;
            var count = 0;
            for (var i = 0; i < readers.Length; i++)
            {
                readers[i](ref parts[i]);
                length += parts[i].Length;
                count += parts[i].GetValues().Length;
            }

            if (count > length / 2)
            {
                var dense = VBufferEditor.Create(ref destination, length);
                var next = 0;
                foreach (var part in parts)
                {
                    part.CopyTo(dense.Values.Slice(next, part.Length));
                    next += part.Length;
                }
                destination = dense.Commit();
                return;
            }

            var sparse = VBufferEditor.Create(ref destination, length, count);
            var filled = 0;
            var offset = 0;
            foreach (var part in parts)
            {
                foreach (var (slot, value) in part.Items())
                {
                    sparse.Values[filled] = value;
                    sparse.Indices[filled++] = offset + slot;
                }
                offset += part.Length;
            }
            destination = sparse.Commit();
        };
    }

    /// <summary>A getter of the column as a vector, of one slot if it is a scalar.</summary>
    private static ValueGetter<VBuffer<T>> MakeReader<T>(DataViewRow input, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType vector)
        {
            var getValues = input.GetGetter<VBuffer<T>>(column);
            return (ref VBuffer<T> values) =>
            {
                getValues(ref values);
                if (vector.IsKnownSize && values.Length != vector.Size)
                    throw new InvalidOperationException($"Column '{column.Name}': expected {vector.Size} slots, but got {values.Length}");
            };
        }
        var getValue = input.GetGetter<T>(column);
        var slot = new T[1];
        return (ref VBuffer<T> values) =>
        {
            getValue(ref slot[0]);
            values = new VBuffer<T>(1, slot);
        };
    }
}
