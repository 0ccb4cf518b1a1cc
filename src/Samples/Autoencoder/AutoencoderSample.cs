using Microsoft.ML;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>Trains autoencoders on digits and shows what they make of others.</summary>
internal sealed class AutoencoderSample(AutoencoderOptions options, PictureFolder pictures)
{
    // Two values are few: what they stand for takes more layers to work out.
    private static readonly int[] HiddenOfPlane = [256, 64];

    private readonly MLContext _mlContext = new(options.Seed);

    public int Run()
    {
        var train = DigitImage.Read(MnistData.LoadTrain(_mlContext, rawBytes: false), options.Rows);
        var test = DigitImage.Read(MnistData.LoadTest(_mlContext, rawBytes: false), options.TestRows);
        Print.Title("Data");
        Print.Line($"{train.Length:N0} images of 784 pixels from 0 to 1 to learn from, without their labels; {test.Length:N0} to test");
        Print.Line($"accuracy is the share of pixels that are told light or dark rightly");

        var narrow = Train(train, options.Hidden, options.CodeSize);
        var plane = Train(train, HiddenOfPlane, codeSize: 2);

        Print.Title("Test images");
        var (throughNarrow, throughPlane) = (Encode(narrow, test), Encode(plane, test));
        foreach (var (model, encoded) in new[] { (narrow, throughNarrow), (plane, throughPlane) })
        {
            Print.Line($"{model.Model.Network.Description}: mean squared error of a pixel {MeanError(encoded):F4}");
        }

        var mean = MeanOf(train);
        Print.Line($"the mean of all training images, for comparison: {test.Average(digit => SquaredError(digit.Features, mean)):F4}");
        AutoencoderPictures.SaveReconstructions(pictures, test, options.CodeSize, throughNarrow, throughPlane);
        AutoencoderPictures.SaveMap(pictures, throughPlane, plane.Decoder);

        ShowAnomalies(train, test, narrow, throughNarrow);
        Print.Line($"reconstruction error {MeanError(throughNarrow):F4} from {options.CodeSize} values, {MeanError(throughPlane):F4} from 2");
        return 0;
    }

    private static double MeanError(EncodedDigit[] digits) => digits.Average(digit => (double)digit.ReconstructionError);

    private static double SquaredError(float[] one, float[] other) =>
        one.Zip(other, (x, y) => (double)(x - y) * (x - y)).Average();

    private static float[] MeanOf(DigitImage[] digits) =>
        [.. Enumerable.Range(0, 784).Select(pixel => digits.Average(digit => digit.Features[pixel]))];

    private MlpAutoencoderTransformer Train(DigitImage[] digits, int[] hidden, int codeSize)
    {
        int[] sizes = [784, .. hidden, codeSize, .. hidden.Reverse(), 784];
        Print.Title($"Training of {string.Join('-', sizes)}");
        using var training = new TrainingDisplay(options.Epochs, every: Math.Max(1, options.Epochs / 5));
        var estimator = _mlContext.Transforms.Autoencoder(new MlpAutoencoderEstimator.Options
        {
            InputColumnName = "Features",
            OutputColumnName = "Code",
            CodeSize = codeSize,
            HiddenLayers = hidden,

            // Pixels from 0 to 1 are probabilities of ink.
            Loss = Loss.BinaryCrossEntropy,
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Seed = options.Seed,
            NumberOfThreads = options.Threads,
            Progress = training.Show,
            CancellationToken = training.CancellationToken,
            CancellationBehavior = CancellationBehavior.KeepBest,
        });
        var model = training.Run(() => estimator.Fit(_mlContext.Data.LoadFromEnumerable(digits)));
        training.Close(model.Model);
        return model;
    }

    private EncodedDigit[] Encode(MlpAutoencoderTransformer model, IEnumerable<DigitImage> digits) =>
        [.. _mlContext.Data.CreateEnumerable<EncodedDigit>(model.Transform(_mlContext.Data.LoadFromEnumerable(digits)), reuseRowObject: false)];

    /// <summary>What was never learned is reproduced badly: the error tells strange images from usual ones.</summary>
    private void ShowAnomalies(DigitImage[] train, DigitImage[] test, MlpAutoencoderTransformer model, EncodedDigit[] usual)
    {
        var withoutOne = Train([.. train.Where(digit => digit.Label != options.LeftOut)], options.Hidden, options.CodeSize);
        Print.Title("Strange images");
        var random = new Random(options.Seed);
        var turned = Encode(model, test.Select(digit => digit.Turned()));
        var scattered = Encode(model, test.Select(digit => digit.Scattered(random)));
        var byDigit = Encode(withoutOne, test).ToLookup(digit => digit.Label == options.LeftOut);
        (string Name, EncodedDigit[] Usual, EncodedDigit[] Strange)[] tests =
        [
            ("digits with their pixels scattered", usual, scattered),
            ("digits upside down", usual, turned),
            ($"digit {options.LeftOut}, left out when learning", [.. byDigit[false]], [.. byDigit[true]]),
        ];
        Print.Line($"{"",-34} {"error",7}  {"of usual ones",13}  area under the ROC curve");
        foreach (var (name, known, strange) in tests)
        {
            var area = RocArea.Of(known.Select(digit => digit.ReconstructionError), strange.Select(digit => digit.ReconstructionError));
            Print.Line($"{name,-34} {MeanError(strange),7:F4}  {MeanError(known),13:F4}  {area:F4}");
        }

        AutoencoderPictures.SaveStrange(pictures, test, usual, options.CodeSize);
    }
}
