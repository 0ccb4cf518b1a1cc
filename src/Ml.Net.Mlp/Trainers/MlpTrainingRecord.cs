using System.Globalization;
using System.Reflection;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

/// <summary>
/// What a model was trained with, as far as its bits depend on it: no time, no thread count and no path. Immutable.
/// </summary>
public sealed class MlpTrainingRecord
{
    private readonly SortedDictionary<string, string> _options;

    private MlpTrainingRecord(string libraryVersion, int seed, long rows, long? validationRows, SortedDictionary<string, string> options)
    {
        LibraryVersion = libraryVersion;
        Seed = seed;
        Rows = rows;
        ValidationRows = validationRows;
        _options = options;
    }

    /// <summary>The version of Ml.Net.Mlp that trained the model.</summary>
    public string LibraryVersion { get; }

    /// <summary>The seed: that of the options, or the one that was drawn where they had none.</summary>
    public int Seed { get; }

    /// <summary>Rows that Fit was given, without those that have no label; with those of a <see cref="MlpOptions.ValidationFraction"/>.</summary>
    public long Rows { get; }

    /// <summary>Rows of validation data of its own; <see langword="null"/> where there was none.</summary>
    public long? ValidationRows { get; }

    /// <summary>
    /// The options by their names, in alphabetical order, as text in the invariant culture; the network's own (layers,
    /// activations, dropout) are in its description. Of a model that was trained further, those of the last training.
    /// </summary>
    public IReadOnlyDictionary<string, string> Options => _options;

    internal static MlpTrainingRecord Of(MlpOptions own, TrainingOptions options, TrainingRows rows, TrainingRows? validation)
    {
        var texts = OptionsText.Of(options, hasValidation: validation != null || options.ValidationFraction > 0);
        texts.Remove(nameof(options.Seed));
        texts[nameof(options.Epochs)] = options.Epochs.ToString(CultureInfo.InvariantCulture);
        foreach (var (option, column) in own.ColumnNames)
        {
            texts[option] = column ?? "none";
        }

        return new MlpTrainingRecord(Version, options.Seed, rows.RowCount, validation?.RowCount, texts);
    }

    internal static MlpTrainingRecord Read(BinaryReader reader)
    {
        var version = reader.ReadString();
        var seed = reader.ReadInt32();
        var rows = reader.ReadInt64();
        var validationRows = reader.ReadInt64();
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            options[reader.ReadString()] = reader.ReadString();
        }

        return new MlpTrainingRecord(version, seed, rows, validationRows < 0 ? null : validationRows, options);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(LibraryVersion);
        writer.Write(Seed);
        writer.Write(Rows);
        writer.Write(ValidationRows ?? -1);
        writer.Write(_options.Count);
        foreach (var (name, value) in _options)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    private static string Version =>
        typeof(MlpTrainingRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
