using System.CommandLine;

namespace Ml.Net.Mlp.Samples.Ciresan;

/// <summary>The command line of <see cref="CiresanCommand"/>.</summary>
internal sealed class CiresanOptions
{
    public CiresanOptions(string sample)
    {
        Common = new SampleOptions(sample, epochs: 0, hidden: [1500, 1000, 500]);
        Epochs = SampleOption.Whole("--epochs", "Trains for so many epochs instead of a time; the same bits on every machine.", 0, 1, 100_000);
        Epochs.DefaultValueFactory = null;
        Minutes = SampleOption.Number("--minutes", "Trains for so long; the learning rate falls as the time runs out.", 90, 0.001, 100_000);
        Rows = MnistData.Rows();
        Optimizer = new Option<string>("--optimizer")
        {
            Description = "adam: ReLU, and rates that fall to 0; paper: scaled tanh, and gradient descent in small steps, as in 2010.",
            HelpName = "adam|paper",
            DefaultValueFactory = _ => CiresanRecipe.Adam,
        };
        Optimizer.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not (CiresanRecipe.Adam or CiresanRecipe.Paper))
            {
                result.AddError($"--optimizer is '{result.GetValueOrDefault<string>()}'; expected {CiresanRecipe.Adam} or {CiresanRecipe.Paper}.");
            }
        });
        Checkpoint = new Option<string?>("--checkpoint")
        {
            Description = "A file that keeps the training every 10 epochs; where it is there, the training goes on from it.",
            HelpName = "path",
        };
        Checkpoint.Validators.Add(SampleOption.RequireFile);
        Pictures = SampleOption.Pictures(sample);
    }

    public SampleOptions Common { get; }

    public Option<int> Epochs { get; }

    public Option<double> Minutes { get; }

    public Option<int> Rows { get; }

    public Option<string> Optimizer { get; }

    public Option<string?> Checkpoint { get; }

    public Option<string> Pictures { get; }

    public void AddTo(Command command)
    {
        command.Add(Common.Hidden);
        command.Add(Epochs);
        command.Add(Minutes);
        command.Add(Rows);
        command.Add(Optimizer);
        command.Add(Checkpoint);
        command.Add(Common.Seed);
        command.Add(Common.Threads);
        command.Add(Common.Output);
        command.Add(Pictures);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Epochs) is { Implicit: false } && result.GetResult(Minutes) is { Implicit: false })
            {
                result.AddError("--epochs and --minutes are both given; expected one of them.");
            }
        });
    }

    /// <summary>The number of epochs, at most where a time is given, and the time.</summary>
    public (int Epochs, double? Minutes) Length(ParseResult parsed) =>
        parsed.GetResult(Epochs) is { Implicit: false } ? (parsed.GetValue(Epochs), null) : (100_000, parsed.GetValue(Minutes));
}
