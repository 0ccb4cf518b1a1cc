using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples;

/// <summary>A short word that differs as soon as one bit of one score does.</summary>
internal static class ScoreFingerprint
{
    public static string Of(IDataView scored)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var scores = scored.Schema["Score"].Type is VectorDataViewType
            ? scored.GetColumn<float[]>("Score")
            : scored.GetColumn<float>("Score").Select(score => new[] { score });
        foreach (var score in scores)
        {
            hash.AppendData(MemoryMarshal.AsBytes(score.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
