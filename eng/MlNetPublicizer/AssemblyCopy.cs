using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MlNetPublicizer;

/// <summary>
/// An assembly in memory whose visibility bits are changed in place: no size changes, so nothing else has to move.
/// </summary>
internal sealed class AssemblyCopy
{
    // Where a row of the MethodDef table holds its flags: behind RVA (4 bytes) and ImplFlags (2 bytes).
    private const int MethodFlagsOffset = 6;

    private readonly byte[] _image;
    private readonly int _metadataStart;
    private readonly MetadataReader _reader;

    public AssemblyCopy(string path)
    {
        _image = File.ReadAllBytes(path);
        // The reader looks at bytes of its own, and so keeps seeing the visibilities as they were.
        var pe = new PEReader(new MemoryStream((byte[])_image.Clone()));
        _metadataStart = pe.PEHeaders.MetadataStartOffset;
        _reader = pe.GetMetadataReader();
        Name = _reader.GetString(_reader.GetAssemblyDefinition().Name);
    }

    public string Name { get; }

    /// <summary>
    /// Makes the type and the listed members public. A type that was hidden shows only those of its members that are
    /// listed, because a public method of a hidden class would come to light with it and could be bound by accident.
    /// </summary>
    /// <returns>What is listed and not there.</returns>
    public IEnumerable<string> Show(ListedType listed)
    {
        var handle = _reader.TypeDefinitions.FirstOrDefault(h => FullName(h) == listed.Type);
        if (handle.IsNil)
        {
            yield return $"{Name} has no type '{listed.Type}'. This version of ML.NET cannot be extended the way that src/Ml.Net.Mlp/Interop does it.";
            yield break;
        }

        var type = _reader.GetTypeDefinition(handle);
        var wasHidden = (type.Attributes & TypeAttributes.VisibilityMask) is not (TypeAttributes.Public or TypeAttributes.NestedPublic);
        ShowType(handle, type);

        foreach (var member in listed.Members)
        {
            var methods = MethodsOf(type, member).ToList();
            var fields = type.GetFields().Where(f => _reader.StringComparer.Equals(_reader.GetFieldDefinition(f).Name, member)).ToList();
            if (methods.Count + fields.Count == 0)
                yield return $"'{listed.Type}' in {Name} has no member '{member}'. This version of ML.NET cannot be extended the way that src/Ml.Net.Mlp/Interop does it.";
            foreach (var method in methods)
                SetAccess(method, MethodAttributes.Public);
            foreach (var field in fields)
                SetAccess(field, FieldAttributes.Public);
        }

        if (wasHidden && listed.Members.Length > 0)
            HideOthers(type, listed.Members);
    }

    public void Save(string path)
    {
        var unfinished = path + ".tmp";
        File.WriteAllBytes(unfinished, _image);
        File.Move(unfinished, path, overwrite: true);
    }

    private void HideOthers(TypeDefinition type, string[] shown)
    {
        var shownMethods = shown.SelectMany(member => MethodsOf(type, member)).ToHashSet();
        foreach (var handle in type.GetMethods())
        {
            // Virtual ones may implement an interface, and then must stay as they are.
            var attributes = _reader.GetMethodDefinition(handle).Attributes;
            if (IsPublic(attributes) && !attributes.HasFlag(MethodAttributes.Virtual) && !shownMethods.Contains(handle))
                SetAccess(handle, MethodAttributes.Assembly);
        }

        foreach (var handle in type.GetFields())
        {
            var field = _reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public && !shown.Contains(_reader.GetString(field.Name)))
                SetAccess(handle, FieldAttributes.Assembly);
        }
    }

    private static bool IsPublic(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    /// <summary>The overloads of a method, or the accessors of a property, of that name.</summary>
    private IEnumerable<MethodDefinitionHandle> MethodsOf(TypeDefinition type, string name)
    {
        foreach (var handle in type.GetMethods())
        {
            if (_reader.StringComparer.Equals(_reader.GetMethodDefinition(handle).Name, name))
                yield return handle;
        }

        foreach (var handle in type.GetProperties())
        {
            var property = _reader.GetPropertyDefinition(handle);
            if (!_reader.StringComparer.Equals(property.Name, name))
                continue;
            var accessors = property.GetAccessors();
            if (!accessors.Getter.IsNil)
                yield return accessors.Getter;
            if (!accessors.Setter.IsNil)
                yield return accessors.Setter;
        }
    }

    private string FullName(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var name = _reader.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
            return $"{FullName(type.GetDeclaringType())}/{name}";
        var space = _reader.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    private void ShowType(TypeDefinitionHandle handle, TypeDefinition type)
    {
        var visibility = type.GetDeclaringType().IsNil ? TypeAttributes.Public : TypeAttributes.NestedPublic;
        var flags = (type.Attributes & ~TypeAttributes.VisibilityMask) | visibility;
        BinaryPrimitives.WriteInt32LittleEndian(RowOf(TableIndex.TypeDef, handle), (int)flags);
    }

    private void SetAccess(MethodDefinitionHandle handle, MethodAttributes access)
    {
        var flags = (_reader.GetMethodDefinition(handle).Attributes & ~MethodAttributes.MemberAccessMask) | access;
        BinaryPrimitives.WriteUInt16LittleEndian(RowOf(TableIndex.MethodDef, handle)[MethodFlagsOffset..], (ushort)flags);
    }

    private void SetAccess(FieldDefinitionHandle handle, FieldAttributes access)
    {
        var flags = (_reader.GetFieldDefinition(handle).Attributes & ~FieldAttributes.FieldAccessMask) | access;
        BinaryPrimitives.WriteUInt16LittleEndian(RowOf(TableIndex.Field, handle), (ushort)flags);
    }

    private Span<byte> RowOf(TableIndex table, EntityHandle handle)
    {
        var row = _reader.GetRowNumber(handle) - 1;
        return _image.AsSpan(_metadataStart + _reader.GetTableMetadataOffset(table) + (row * _reader.GetTableRowSize(table)));
    }
}
