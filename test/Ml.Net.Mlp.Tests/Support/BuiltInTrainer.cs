using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>One of ML.NET's own trainers to compare with, where there is one: the stand-in has none.</summary>
internal static class BuiltInTrainer
{
    /// <summary>SdcaMaximumEntropy, found by reflection so that this compiles on the stand-in; null there.</summary>
    public static IEstimator<ITransformer>? Create(MLContext mlContext, string label = "Label", string features = "Features") =>
        (IEstimator<ITransformer>?)Type.GetType("Microsoft.ML.StandardTrainersCatalog, Microsoft.ML.StandardTrainers")?
            .GetMethods()
            .Single(method => method.Name == "SdcaMaximumEntropy" && method.GetParameters().Length == 7)
            .Invoke(null, [mlContext.MulticlassClassification.Trainers, label, features, null, null, null, 2]);
}
