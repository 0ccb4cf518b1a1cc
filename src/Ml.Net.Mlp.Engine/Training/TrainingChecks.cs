using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Refuses a training that can't work before anything is computed.</summary>
internal static partial class TrainingChecks
{
    private const int MostThreads = 1024;

    /// <summary>Refuses.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="data">The rows to learn from.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">The rows to judge epochs by; null where they come from the data, or there are none.</param>
    /// <param name="isTrial">Whether it is no training but a trial for one, in which there may be validation.</param>
    public static void Check(
        NetworkDescription network, TrainingRows data, TrainingOptions options, TrainingRows? validation, bool isTrial = false)
    {
        CheckOptions(options);
        var hasValidation = isTrial || validation != null || options.ValidationFraction > 0;
        CheckFullBatch(network, options);
        CheckData(network, data, "training data");
        if (validation != null)
        {
            CheckData(network, validation, "validation data");
            Require(validation.HasClasses == data.HasClasses, "validation data",
                validation.HasClasses ? "classes" : "target values", data.HasClasses ? "classes, as the training data" : "target values, as the training data");
            RequireOption(options.ValidationFraction == 0, nameof(options.ValidationFraction),
                options.ValidationFraction, "0, because validation data was given");
        }

        LossChecks.Check(options.Loss, network.OutputLayer.Activation, data, validation);
        CheckAugmentations(data, options);
        CheckActivations(network);
        if (options.StandardizeTargets)
        {
            CheckStandardization(network, data, options);
        }

        if (options.CalibrateTemperature)
        {
            RequireOption(hasValidation, nameof(options.CalibrateTemperature), true,
                "false, or validation data or a ValidationFraction above 0");
            RequireOption(TemperatureCalibration.Fits(network.OutputLayer.Activation), nameof(options.CalibrateTemperature), true,
                $"false, because the output activation is {network.OutputLayer.Activation} and yields no probabilities");
        }

        RequireOption(data.HasClasses || !options.BalanceClasses, nameof(options.BalanceClasses), true, "false, because the rows have no classes");
        if (options.ClassWeights is { } weights)
        {
            RequireOption(weights.Count == data.ClassCount, nameof(options.ClassWeights), $"{Text(weights.Count)} numbers",
                data.HasClasses ? $"{Text(data.ClassCount)}, one for each class" : "null, because the rows have no classes");
        }

        CheckControl(data, options, hasValidation);
    }

    public static void CheckOptions(TrainingOptions options)
    {
        RequireOption(options.Epochs >= 1, nameof(options.Epochs), options.Epochs, "1 or more");
        RequireOption(options.BatchSize >= 1, nameof(options.BatchSize), options.BatchSize, "1 or more");
        RequireOption(options.LearningRate is null or (> 0 and < float.PositiveInfinity), nameof(options.LearningRate),
            options.LearningRate, "a finite number above 0");
        CheckRegularization(options);
        RequireOption(options.ValidationFraction is >= 0 and < 1, nameof(options.ValidationFraction),
            options.ValidationFraction, "0 <= fraction < 1");
        RequireOption(options.NumberOfThreads is null or (>= 1 and <= MostThreads), nameof(options.NumberOfThreads),
            options.NumberOfThreads, $"1 to {Text(MostThreads)}");
        RequireOption(Enum.IsDefined(options.CancellationBehavior), nameof(options.CancellationBehavior), options.CancellationBehavior,
            string.Join(", ", Enum.GetNames<CancellationBehavior>()));
        CheckClassWeights(options);
        RequireOption(options.Loss != null, nameof(options.Loss), null, "a loss");
        CheckAugmentationOptions(options);
        CheckPretrainingOptions(options);
        RequireOption(options.Optimizer != null, nameof(options.Optimizer), null, "an optimizer");
        CheckFullBatch(options);
        CheckControlOptions(options);
    }

    private static void CheckStandardization(NetworkDescription network, TrainingRows data, TrainingOptions options)
    {
        const string Name = nameof(options.StandardizeTargets);
        RequireOption(!data.HasClasses, Name, true, "false, because the rows have classes");
        RequireOption(TargetScale.Fits(options.Loss), Name, true,
            $"false with the loss {options.Loss}, or one of {string.Join(", ", Loss.All.Where(TargetScale.Fits).Select(l => l.Name))}");
        RequireOption(network.OutputLayer.Activation == Activation.Identity, Name, true,
            $"false with the output activation {network.OutputLayer.Activation}, or the output activation {Activation.Identity}");
    }

    private static void CheckClassWeights(TrainingOptions options)
    {
        if (options.ClassWeights is not { } weights)
        {
            return;
        }

        RequireOption(!options.BalanceClasses, nameof(options.BalanceClasses), true, "false, because ClassWeights are given");
        for (var i = 0; i < weights.Count; i++)
        {
            RequireOption(weights[i] >= 0 && float.IsFinite(weights[i]), $"{nameof(options.ClassWeights)}[{Text(i)}]", weights[i], "a finite number, 0 or more");
        }

        RequireOption(weights.Any(weight => weight > 0), nameof(options.ClassWeights), "0 for every class", "a number above 0 for one");
    }

    private static void CheckActivations(NetworkDescription network)
    {
        for (var i = 0; i < network.Layers.Count; i++)
        {
            var activation = (network.Layers[i] as DenseLayer)?.Activation ?? (network.Layers[i] as ActivationLayer)?.Activation;
            if (activation is { IsDifferentiable: false })
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"Layer {i} has the {activation} activation, whose derivative is 0, so that nothing could learn; expected another one for training, such as sigmoid."), nameof(network));
            }
        }
    }

    private static void CheckData(NetworkDescription network, TrainingRows data, string name)
    {
        Require(data.RowCount > 0, name, "0 rows", "1 row or more");
        Require(data.Inputs == network.Inputs, name, $"{Text(data.Inputs)} features a row", $"{Text(network.Inputs)}, the network's inputs");
        Require(!data.HasMissingValues || network.TakesMissingValues, name,
            "rows with missing features (NaN)", $"finite numbers, or a network that begins with an {nameof(ImputationLayer)}");
        Require(data.Outputs == network.Outputs, name,
            $"{Text(data.Outputs)} {(data.HasClasses ? "classes" : "target values a row")}", $"{Text(network.Outputs)}, the network's outputs");
    }

    private static void RequireOption(bool condition, string name, object? value, string expected)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(
                name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value ?? "null"}; expected {expected}."));
        }
    }

    private static void Require(bool condition, string name, object? value, string expected)
    {
        if (!condition)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; expected {expected}."), name);
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
