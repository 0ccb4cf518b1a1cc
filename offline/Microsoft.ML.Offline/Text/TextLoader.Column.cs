using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>Where a column comes from, and its type.</summary>
    public sealed class Column
    {
        /// <summary>The name.</summary>
        public string Name;

        /// <summary>The columns of the text file.</summary>
        public Range[] Source;

        /// <summary>The number of categories of a key.</summary>
        public KeyCount KeyCount;

        /// <summary>An empty description, to fill.</summary>
        public Column()
        {
        }

        /// <summary>From one column.</summary>
        public Column(string name, DataKind dataKind, int index)
            : this(name, dataKind, [new Range(index)])
        {
        }

        /// <summary>A vector of the columns from the first to the last.</summary>
        public Column(string name, DataKind dataKind, int minIndex, int maxIndex)
            : this(name, dataKind, [new Range(minIndex, maxIndex)])
        {
        }

        /// <summary>From several columns.</summary>
        public Column(string name, DataKind dataKind, Range[] source, KeyCount keyCount = null)
        {
            Contracts.CheckValue(name, nameof(name));
            Contracts.CheckValue(source, nameof(source));
            Name = name;
            DataKind = dataKind;
            Source = source;
            KeyCount = keyCount;
        }

        /// <summary>The type of the items.</summary>
        public DataKind DataKind { get; set; } = DataKind.Single;

        internal DataViewType Type
        {
            get
            {
                var item = DataViewTypes.FromKind(DataKind);
                if (KeyCount is not null)
                    item = new KeyDataViewType(item.RawType, KeyCount.Count ?? uint.MaxValue);
                var size = Source.Sum(range => range.Count);
                return size > 1 || Source[0].ForceVector ? new VectorDataViewType(item, size) : item;
            }
        }

        /// <summary>The columns of a class whose members say where they come from.</summary>
        internal static Column[] OfClass(Type type)
        {
            const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
            var properties = type.GetProperties(Public).Where(property => property.GetGetMethod() is not null
                && property.GetIndexParameters().Length == 0);
            return type.GetFields(Public).Concat<MemberInfo>(properties).Select(OfMember).ToArray();
        }

        private static Column OfMember(MemberInfo member)
        {
            var sources = member.GetCustomAttribute<LoadColumnAttribute>()?.Sources ?? throw new InvalidOperationException(
                $"{(member is FieldInfo ? "Field" : "Property")} '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
            return new Column(member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
                DataViewTypes.KindOf(MemberTypes.GetItemType(member).ItemType), sources,
                    member.GetCustomAttribute<KeyTypeAttribute>()?.KeyCount);
        }
    }
}
