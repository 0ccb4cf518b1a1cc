using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>A column that a scorer adds.</summary>
internal sealed record AddedColumn(string Name, DataViewType Type, DataViewSchema.Annotations Annotations);
