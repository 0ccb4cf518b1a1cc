using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Writes the checkpoints of one training, and finds the one that it goes on from.</summary>
internal sealed class CheckpointKeeper
{
    private readonly TrainingOptions _options;
    private readonly TrainingSession _session;
    private readonly NetworkDescription _network;
    private readonly SortedDictionary<string, string> _texts;
    private readonly RowsFingerprint _training;
    private readonly RowsFingerprint? _validation;

    private CheckpointKeeper(NetworkDescription network, TrainingOptions options, TrainingSession session, Network? initial)
    {
        _network = network;
        _options = options;
        _session = session;
        _texts = OptionsText.Of(options, session.HasValidation);
        _texts["InitialNetwork"] = initial == null ? "none" : Hash(initial);
        _training = session.TrainingFingerprint();
        _validation = session.ValidationFingerprint();
    }

    /// <summary>A keeper for a training that needs one; otherwise null.</summary>
    /// <exception cref="ArgumentException">The place of the checkpoint can't be written.</exception>
    public static CheckpointKeeper? Of(NetworkDescription network, TrainingOptions options, TrainingSession session, Network? initial)
    {
        if (options.Checkpoint is { } checkpoint)
        {
            RequireWritable(checkpoint);
        }

        return options.Checkpoint == null && options.ResumeFrom == null ? null : new CheckpointKeeper(network, options, session, initial);
    }

    /// <summary>The checkpoint to go on from; null where the training begins.</summary>
    /// <exception cref="FileNotFoundException">There is no file where there must be one.</exception>
    /// <exception cref="FormatException">The file is no checkpoint, truncated or altered.</exception>
    /// <exception cref="ArgumentException">It is of another training; the message says what differs.</exception>
    public CheckpointContent? Find()
    {
        var path = _options.ResumeFrom ?? (_options.Checkpoint is { Resume: true } checkpoint && File.Exists(checkpoint.Path) ? checkpoint.Path : null);
        if (path == null)
        {
            return null;
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"ResumeFrom is '{path}'; expected the path of a checkpoint, but there is no such file.", path);
        }

        var content = CheckpointFile.Load(path);
        RequireSame(content);
        return content;
    }

    /// <summary>Whether an epoch is followed by a checkpoint.</summary>
    /// <param name="epoch">Its number in this training, from 1.</param>
    /// <param name="isBest">Whether it is the best so far.</param>
    /// <param name="isLast">Whether the training ends with it.</param>
    public bool Wants(int epoch, bool isBest, bool isLast) => _options.Checkpoint is { } checkpoint
        && (checkpoint.OnlyBest ? isBest : isLast || epoch % checkpoint.EveryEpochs == 0);

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="course">How far the training has come.</param>
    /// <param name="best">The state of the best epoch; null where it is the present one, or not kept.</param>
    public void Save(TrainingCourse course, TrainingState? best) => CheckpointFile.Save(
        _options.Checkpoint!, new CheckpointHeader(_network, _texts, _training, _validation, course), _session.State, best);

    private static void RequireWritable(Checkpoint checkpoint)
    {
        try
        {
            if (Directory.Exists(checkpoint.Path))
            {
                throw new IOException("it is a folder.");
            }

            File.Create(checkpoint.TemporaryPath).Dispose();
            File.Delete(checkpoint.TemporaryPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ArgumentException($"Checkpoint.Path is '{checkpoint.Path}'; expected a file that can be written: {e.Message}", nameof(checkpoint), e);
        }
    }

    private static string Hash(Network network)
    {
        var hash = network.EnumerateParameters().Aggregate(0UL, (hash, values) => RowsFingerprint.Add(hash, values));
        foreach (var buffer in network.End?.State.Buffers ?? [])
        {
            hash = RowsFingerprint.Add(hash, buffer.Span);
        }

        return "with hash " + hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private void RequireSame(CheckpointContent content)
    {
        var header = content.Header;
        if (NetworkDescription.Difference(header.Network, _network) is var (theirs, ours))
        {
            throw Differs(content, "network", theirs, ours);
        }

        // What only one side has follows from another option, which says more.
        foreach (var name in header.Options.Keys.Union(_texts.Keys)
            .OrderBy(name => !header.Options.ContainsKey(name) || !_texts.ContainsKey(name)).ThenBy(name => name, StringComparer.Ordinal))
        {
            var there = header.Options.GetValueOrDefault(name, "none");
            var here = _texts.GetValueOrDefault(name, "none");
            if (there != here)
            {
                throw Differs(content, name, there, here);
            }
        }

        RequireSame(content, "training data", header.Training, _training);
        RequireSame(content, "validation data", header.Validation, _validation);
        var last = header.Course.EpochsBefore + _options.Epochs;
        if (header.Course.Epochs.Count > last)
        {
            throw Differs(content, "number of epochs", header.Course.Epochs.Count.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{last} at most"));
        }
    }

    private static void RequireSame(CheckpointContent content, string name, RowsFingerprint? there, RowsFingerprint? here)
    {
        if (there != here)
        {
            throw Differs(content, name, there?.ToString() ?? "none", here?.ToString() ?? "none");
        }
    }

    private static ArgumentException Differs(CheckpointContent content, string what, string there, string here) =>
        new($"The checkpoint in {content.Name} is of another training: its {what} is {there}; expected {here}, as in this one.");
}
