using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>ML.NET's own trainers to compare with, where there are any: the stand-in has none.</summary>
internal static class BuiltInTrainer
{
    /// <summary>SdcaMaximumEntropy; null on the stand-in.</summary>
    public static IEstimator<ITransformer>? Create(MLContext mlContext, string label = "Label", string features = "Features") =>
        Create("SdcaMaximumEntropy", 7, mlContext.MulticlassClassification.Trainers, label, features, null, null, null, 2);

    /// <summary>LbfgsLogisticRegression, which is calibrated; null on the stand-in.</summary>
    public static IEstimator<ITransformer>? CreateBinary(MLContext mlContext, string label = "Label", string features = "Features") =>
        Create("LbfgsLogisticRegression", 9, mlContext.BinaryClassification.Trainers, label, features, null, 1f, 1f, 1e-7f, 20, false);

    /// <summary>OnlineGradientDescent; null on the stand-in.</summary>
    public static IEstimator<ITransformer>? CreateRegression(MLContext mlContext, string label = "Label", string features = "Features") =>
        Create("OnlineGradientDescent", 8, mlContext.Regression.Trainers, label, features, null, 0.1f, true, 0f, 1);

    // Found by reflection, so that this compiles on the stand-in.
    private static IEstimator<ITransformer>? Create(string name, int parameters, params object?[] arguments) =>
        (IEstimator<ITransformer>?)Type.GetType("Microsoft.ML.StandardTrainersCatalog, Microsoft.ML.StandardTrainers")?
            .GetMethods()
            .Single(method => method.Name == name && method.GetParameters().Length == parameters
                && method.GetParameters()[0].ParameterType == arguments[0]!.GetType())
            .Invoke(null, arguments);
}
