using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.TwoClass;

/// <summary>Weight and height of six people, who are male or female: as the lecture trains, and as it can be learned.</summary>
internal sealed class SixPeople(float rate, int seed)
{
    private readonly MLContext _mlContext = new(seed);

    public void Run(PictureFolder pictures)
    {
        Print.Title("Six people");
        Print.Line($"Weight in pounds and height in inches; male or female. As in the lecture: two hidden layers of 16 and 32 units,");
        Print.Line($"Adam at {rate}, three rows a step, 10 epochs. That is 20 small steps with large inputs: how far they come is a matter");
        Print.Line($"of the initial weights, of which five are tried. (The lecture shows a loss from 1.05 to 0.85 and accuracy 0.5: its outputs are");
        Print.Line($"sigmoids, which bound the loss of a network that is sure and wrong; the softmax here does not.)");
        var asLecture = Enumerable.Range(0, 5).Select(start => Train("as in the lecture", rate, 10, InputScaling.None, unchecked(seed + start))).ToList();
        Print.Line($"With inputs brought to mean 0 and deviation 1, and with larger steps, six people are easy.");
        var scaled = Train("standardized", 0.01f, 100, InputScaling.Standardize, seed);
        pictures.Save("two-class-people.svg", "Six people: weight and height",
            "The loss as the lecture trains from five initial weights, and with standardized inputs and larger steps; and what a network then says in the plane.",
            columns: 2, panelWidth: 330, panelHeight: 260,
            new CurvesPanel("Loss as in the lecture", "epoch", "loss", [.. asLecture.Select(run => run.Loss)], IsLogarithmic: true, AlsoShown: [0.1, 100]),
            new CurvesPanel("Loss, standardized and rate 0.01", "epoch", "loss", [scaled.Loss], AlsoShown: [0]),
            asLecture[0].Map,
            scaled.Map);
    }

    private (Curve Loss, Panel Map) Train(string name, float learningRate, int epochs, InputScaling scaling, int start)
    {
        var data = _mlContext.Data.LoadFromEnumerable(Person.Six);
        var model = _mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            HiddenLayers = [16, 32],
            InputScaling = scaling,
            LearningRate = learningRate,
            BatchSize = 3,
            Epochs = epochs,
            Seed = start,
        }).Fit(data);

        var history = model.Model.History;
        var accuracy = _mlContext.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy;
        Print.Line($"{name}, seed {start}: loss {history[0].Loss:F4} in the first epoch, {history[^1].Loss:F4} in the last of {epochs}, accuracy {accuracy:F4}");
        return (
            Curve.OfEpochs(FormattableString.Invariant($"seed {start}"), history.Select(epoch => epoch.Loss), Math.Abs(start - seed) % 6),
            new ScatterPanel(
                FormattableString.Invariant($"Seed {start}, {name}: accuracy {accuracy:F3}"),
                [.. Person.Six.Select(person => (person.Features[0], person.Features[1], (int)person.Label))],
                ["male", "female"],
                places => [.. Score(model, places)],
                "weight, lb",
                "height, in"));
    }

    private IEnumerable<float[]> Score(ITransformer model, IEnumerable<(float X, float Y)> places)
    {
        var people = places.Select(place => new Person(place.X, place.Y, 0)).ToList();
        return model.Transform(_mlContext.Data.LoadFromEnumerable(people)).GetColumn<float[]>("Score");
    }
}
