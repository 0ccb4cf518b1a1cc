using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

// Options that go well together.
public abstract partial class MlpTrainerOptions
{
    /// <summary>
    /// Sets the options of a preset: network, optimizer and training. Columns, seed, threads, data options and callbacks stay as they
    /// are; where rows to validate on are given (<see cref="MlpOptions.ValidationSet"/>), none are set apart.
    /// </summary>
    /// <param name="preset">The preset; <see cref="MlpPreset"/> tells what each sets, and where its numbers come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such preset.</exception>
    public void Apply(MlpPreset preset)
    {
        OptionCheck.Require(Enum.IsDefined(preset), nameof(preset), preset, string.Join(", ", Enum.GetNames<MlpPreset>()));
        Layers = null;
        Activation = Activation.ReLU;
        ValidationFraction = ValidationSet == null ? 0.2 : 0;
        switch (preset)
        {
            case MlpPreset.Classic:
                ApplyClassic();
                break;
            case MlpPreset.Digits:
                ApplyDigits();
                break;
            default:
                ApplyTabularStrong();
                break;
        }
    }

    /// <summary>The metric that chooses the best epoch of <see cref="MlpPreset.TabularStrong"/>.</summary>
    private protected virtual TrainingMetric TabularMetric => TrainingMetric.ValidationAccuracy;

    /// <summary>Sets the loss of <see cref="MlpPreset.TabularStrong"/>.</summary>
    private protected abstract void SetTabularLoss();

    // H2O's parameters hidden, activation, rho, epsilon, standardize, initial_weight_distribution, overwrite_with_best_model and
    // stopping_rounds, by its documentation.
    private void ApplyClassic()
    {
        HiddenLayers = [200, 200];
        Optimizer = Optimizer.Adadelta(0.99f, 1e-8f);
        LearningRate = null;
        InputScaling = InputScaling.Standardize;
        Initializer = Initializer.GlorotUniform;
        Epochs = 100;
        BatchSize = 32;
        EarlyStopping = new EarlyStopping { Patience = 5 };
    }

    private void ApplyDigits()
    {
        HiddenLayers = [256, 128];
        DropoutRate = 0.4f;
        Optimizer = Optimizer.Adam();
        LearningRate = null;
        Epochs = 30;
        BatchSize = 128;
        EarlyStopping = EarlyStopping.None;
    }

    // The numbers are those of the authors' standalone implementation of RealMLP-TD-S, of classifier and regressor.
    private void ApplyTabularStrong()
    {
        var isRegression = Task == LearningTasks.Regression;
        HiddenLayers = [256, 256, 256];
        Activation = isRegression ? Activation.Mish : Activation.SELU;
        InputScaling = InputScaling.Robust;
        InputFactorLearningRateFactor = 6;
        NeuralTangent = true;
        Initializer = Initializer.LeCunNormal;
        OutputInitializer = Initializer.Zeros;
        InitialBiasDeviation = 1;
        BiasLearningRateFactor = 0.1f;
        Optimizer = Optimizer.Adam(beta2: 0.95f, epsilon: 1e-8f);
        LearningRate = isRegression ? 0.07f : 0.04f;
        LearningRateSchedule = LearningRateSchedule.CosLog(4);
        Epochs = 256;
        BatchSize = 256;
        EarlyStopping = new EarlyStopping { Metric = TabularMetric, Patience = 256 };
        SetTabularLoss();
    }
}
