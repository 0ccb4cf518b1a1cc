namespace Microsoft.ML.Runtime;

/// <summary>What components run in: a source of hosts, channels and seeds.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    /// <summary>The loadable classes that are known.</summary>
    ComponentCatalog ComponentCatalog { get; }

    /// <summary>Makes a host for a component; without a seed, its generator is drawn from this one's.</summary>
    IHost Register(string name, int? seed = null, bool? verbose = null);
}
