namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The table of docs/losses.md says of every loss what the code says.</summary>
public class LossDocumentationTests
{
    private static readonly string[][] Table =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "losses.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("`Loss.", StringComparison.Ordinal))
            .Select(line => line.Replace("\\|", "", StringComparison.Ordinal).Split('|')[1..^1].Select(cell => cell.Trim()).ToArray()),
    ];

    [Fact]
    public void Every_loss_has_a_row_with_its_text() =>
        Table.Select(row => row[0].Trim('`')).Should().Equal(Loss.All.Select(loss => loss.ToString()));

    [Fact]
    public void The_names_in_code_exist()
    {
        foreach (var row in Table)
        {
            var parts = row[1].Trim('`').TrimEnd(')').Split('.', '(', ',');
            var member = typeof(Loss).GetMember(parts[1]).Should().ContainSingle().Subject;
            var parameters = member is System.Reflection.MethodInfo method ? method.GetParameters().Select(p => p.Name!) : [];
            parts[2..].Select(p => p.Trim()).Should().Equal(parameters, "{0} has them", parts[1]);
        }
    }

    [Fact]
    public void Tasks_and_output_activations_are_those_that_the_loss_takes()
    {
        foreach (var row in Table)
        {
            var loss = Loss.Parse(row[0].Trim('`'));
            var tasks = row[3].Split(", ").Select(name => name switch
            {
                "multiclass" => LearningTasks.MulticlassClassification,
                "binary" => LearningTasks.BinaryClassification,
                _ => LearningTasks.Regression,
            });
            tasks.Aggregate((a, b) => a | b).Should().Be(loss.Tasks, "the tasks of {0}", loss);
            foreach (var activation in Activation.All)
            {
                (row[4] == "any" || row[4].Split(", ").Contains(activation.Name)).Should().Be(
                    loss.Refuse(activation) == null, "{0} behind {1}", loss, activation);
            }
        }
    }

    [Fact]
    public void Every_metric_is_in_the_list()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "losses.md"));

        text.Should().ContainAll(Enum.GetNames<TrainingMetric>().Select(name => $"`{name}`"));
    }
}
