using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Training that goes on with a model.</summary>
public abstract class WarmStartTests
{
    private readonly TaskCase _task;

    private protected WarmStartTests(TaskCase task) => _task = task;

    [Fact]
    public void Two_epochs_and_three_are_five_to_the_bit()
    {
        var two = _task.Fit(_task.QuickOptions(o => o.Epochs = 2), _task.View()).Model;

        var five = _task.GoOn(_task.QuickOptions(o => o.Epochs = 3), _task.View(), two).Model;

        var atOnce = _task.Fit(_task.QuickOptions(o => o.Epochs = 5), _task.View()).Model;
        five.Network.GetWeights(0).Should().Equal(atOnce.Network.GetWeights(0));
        five.Network.GetBias(five.Layers.Count - 1).Should().Equal(atOnce.Network.GetBias(five.Layers.Count - 1));
        five.History.Select(epoch => (epoch.Epoch, epoch.Loss)).Should().Equal(atOnce.History.Select(epoch => (epoch.Epoch, epoch.Loss)));
        two.History.Should().HaveCount(2, "the first model stays as it is");
    }

    [Fact]
    public void A_loaded_model_goes_on_with_its_weights()
    {
        var before = _task.Fit(_task.QuickOptions(o => o.Epochs = 40), _task.View());
        var loaded = SavedTransformer.Reload(before, _task.View().Schema);

        var after = _task.GoOn(_task.QuickOptions(o => o.Epochs = 1), _task.View(), loaded.Model).Model;

        after.History.Should().HaveCount(41);
        after.History[40].Loss.Should().BeLessThan(0.5 * after.History[0].Loss);
    }

    [Fact]
    public void Validation_data_judges_the_epochs_that_are_added()
    {
        var before = _task.Model.Model;

        var after = _task.GoOn(_task.QuickOptions(), _task.View(), before, _task.View(9)).Model;

        after.History.Select(epoch => epoch.ValidationLoss != null).Should().Equal(false, false, false, true, true, true);
    }

    [Fact]
    public void Another_network_than_the_options_describe_is_refused_by_name()
    {
        var data = _task.View();
        var initial = _task.Model.Model;

        _task.Invoking(t => t.GoOn(t.QuickOptions(o => o.HiddenLayers = [8, 4]), data, initial)).Should().Throw<ArgumentException>()
            .WithMessage($"The network of the model to go on with is 3-8-{_task.Outputs}; expected 3-8-4-{_task.Outputs}, as the options describe it.*");
        _task.Invoking(t => t.GoOn(t.QuickOptions(o => o.Activation = Activation.Tanh), data, initial)).Should().Throw<ArgumentException>()
            .WithMessage("*\"relu\"*; expected *\"tanh\"*");
        _task.Invoking(t => t.GoOn(t.QuickOptions(), data, null!)).Should().Throw<ArgumentNullException>().WithParameterName("initial");
        data.RowsRead.Should().Be(0);
    }

    public sealed class Multiclass() : WarmStartTests(TaskCase.Multiclass);

    public sealed class Binary() : WarmStartTests(TaskCase.Binary);

    public sealed class MultiLabel() : WarmStartTests(TaskCase.MultiLabel);

    public sealed class Regression() : WarmStartTests(TaskCase.Regression);

    public sealed class MultiTarget() : WarmStartTests(TaskCase.MultiTarget);
}
