using Microsoft.ML;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Models that a process loads which knows nothing of this library.</summary>
public abstract class SavedModelTests
{
    private readonly TaskCase _task;

    private protected SavedModelTests(TaskCase task) => _task = task;

    [Fact]
    public void A_loaded_model_scores_the_same_to_the_last_bit()
    {
        var mlContext = new MLContext(1);
        var data = _task.View();
        var model = mlContext.Transforms.NormalizeMinMax("Features").Append(_task.Create(mlContext, _task.QuickOptions())).Fit(data);
        using var file = new TemporaryFile("model.zip");

        mlContext.Model.Save(model, data.Schema, file.Path);
        var output = ChildProcess.Run([file.Path, .. _task.ScoreColumns]);

        output.Should().Equal(
            ["known before: False", .. Rows.Texts(model.Transform(mlContext.Data.LoadFromEnumerable(BlobPoint.Some)), _task.ScoreColumns)]);
    }

    public sealed class Multiclass() : SavedModelTests(TaskCase.Multiclass);

    public sealed class Binary() : SavedModelTests(TaskCase.Binary);

    public sealed class MultiLabel() : SavedModelTests(TaskCase.MultiLabel);

    public sealed class Regression() : SavedModelTests(TaskCase.Regression);

    public sealed class MultiTarget() : SavedModelTests(TaskCase.MultiTarget);
}
