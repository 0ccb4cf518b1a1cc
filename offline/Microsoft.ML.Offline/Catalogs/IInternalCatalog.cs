using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A catalog, which holds the environment that its components run in.</summary>
internal interface IInternalCatalog
{
    IHostEnvironment Environment { get; }
}
