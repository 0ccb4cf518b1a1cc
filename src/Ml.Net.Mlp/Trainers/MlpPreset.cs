namespace Ml.Net.Mlp;

/// <summary>
/// Options that go well together, each with its source: <see cref="MlpTrainerOptions.Apply"/> sets them, and everything may be
/// changed afterwards.
/// </summary>
public enum MlpPreset
{
    /// <summary>
    /// The deep learning defaults of H2O: two hidden layers of 200 rectified units, Adadelta with decay 0.99 and epsilon 1e-8,
    /// features standardized inside of the network, weights uniform as Glorot and Bengio (2010) have them, the best epoch kept. H2O
    /// validates where it is given data for it and stops after 5 rounds; here a fifth of the rows is set apart. H2O runs 10 epochs
    /// without mini-batches; here it is up to 100 of 32 rows.
    /// </summary>
    Classic,

    /// <summary>
    /// The network of the first lecture: hidden layers of 256 and 128 rectified units with dropout 0.4 after each, Adam at its
    /// default rate, 30 epochs of 128 rows, a fifth of the rows set apart to watch. Scale pixels to 0..1 before it.
    /// </summary>
    Digits,

    /// <summary>
    /// RealMLP-TD-S, made for tables (Holzmüller, Grinsztajn and Steinwart, "Better by default", 2024, and the authors' standalone
    /// implementation): features scaled robustly with smooth clipping and multiplied by learned factors (at 6 times the rate); three
    /// hidden layers of 256 in the neural tangent parametrization, weights and biases normal, biases at a tenth of the rate; output
    /// layer starts at zero; 256 epochs of 256 rows with Adam (beta2 0.95) on the schedule coslog with 4 cycles; the best epoch of a
    /// fifth of the rows kept. For classes: SELU, rate 0.04, label smoothing 0.1, best by accuracy. For numbers: Mish, rate 0.07,
    /// standardized label, best by squared error. Categories should be one-hot.
    /// </summary>
    TabularStrong,
}
