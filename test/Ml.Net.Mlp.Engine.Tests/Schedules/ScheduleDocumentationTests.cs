using System.Reflection;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The tables of docs/training.md say what the code says.</summary>
public class ScheduleDocumentationTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "training.md"));

    private static readonly string[][] Table =
    [
        .. Text.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("`LearningRateSchedule.", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray()),
    ];

    [Fact]
    public void Every_schedule_has_a_row_with_its_text() =>
        Table.Select(row => row[0].Trim('`')).Should().Equal(LearningRateSchedule.All.Select(schedule => schedule.ToString()));

    [Fact]
    public void The_names_in_code_exist()
    {
        foreach (var row in Table)
        {
            var parts = row[1].Trim('`').TrimEnd(')').Split('.', '(', ',');
            var member = typeof(LearningRateSchedule).GetMember(parts[1]).Should().ContainSingle().Subject;
            var parameters = member is MethodInfo method ? method.GetParameters().Select(p => p.Name!) : [];
            parts[2..].Select(p => p.Trim()).Should().Equal(parameters, "{0} has them", parts[1]);
        }
    }

    [Fact]
    public void Every_option_and_reason_is_named()
    {
        var options = new[] { typeof(EarlyStopping), typeof(Checkpoint) }
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Select(property => property.Name).Except(["IsNone"]);

        Text.Should().ContainAll(options.Concat(Enum.GetNames<StopReason>()));
    }
}
