using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>The penguins of which everything is known.</summary>
internal static class Penguins
{
    public static IDataView Load(MLContext mlContext) => mlContext.Data.LoadFromTextFile(
        "data/penguins/penguins-complete.csv".BesideThisProgram(),
        [
            new("Species", DataKind.String, 0),
            new("Island", DataKind.String, 1),
            new("BillLength", DataKind.Single, 2),
            new("BillDepth", DataKind.Single, 3),
            new("FlipperLength", DataKind.Single, 4),
            new("Mass", DataKind.Single, 5),
            new("Sex", DataKind.String, 6),
        ],
        separatorChar: ',', hasHeader: true);
}
