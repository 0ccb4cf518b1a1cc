namespace Microsoft.ML.Runtime;

/// <summary>
/// A host, or with no parent the root environment. Generators, names and cancellation pass from parent to child as in ML.NET.
/// </summary>
internal sealed class LocalHost : IHost, ICancelable
{
    private readonly LocalHost _parent;
    private readonly Action<string, ChannelMessage> _listener;
    private bool _canceled;

    public LocalHost(int? seed, Action<string, ChannelMessage> listener)
    {
        Seed = seed;
        Rand = seed is { } value ? new TauswortheHybrid(value) : new TauswortheHybrid(Random.Shared);
        _listener = listener;
        ComponentCatalog = new ComponentCatalog();
    }

    private LocalHost(LocalHost parent, string name, int? seed)
    {
        _parent = parent;
        Seed = parent.Seed;
        _listener = parent._listener;
        ComponentCatalog = parent.ComponentCatalog;

        // A host is named after the host above its parent, not after its parent: messages are to read the same with either library.
        var above = parent._parent?.FullName;
        FullName = above is null ? name : $"{above}; {name}";
        lock (parent.Rand)
            Rand = seed is { } value ? new TauswortheHybrid(value) : new TauswortheHybrid(parent.Rand);
    }

    /// <summary>The root environment's seed.</summary>
    public int? Seed { get; }

    public string FullName { get; }

    public string ContextDescription => FullName ?? "HostEnvironment";

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public bool IsCanceled => _canceled || _parent is { IsCanceled: true };

    public void CancelExecution() => _canceled = true;

    public IHost Register(string name, int? seed = null, bool? verbose = null)
        => new LocalHost(this, Contracts.CheckNonEmpty(name, nameof(name)), seed);

    public IChannel Start(string name) => new Channel(this, name, _listener);

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new SilentPipe<TMessage>(this);

    public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();

    public TException Process<TException>(TException ex)
        where TException : Exception
    {
        ex?.Data["Throwing component"] = FullName ?? "Environment";
        return ex;
    }
}
