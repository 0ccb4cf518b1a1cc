using System.Text.Json;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Report.Tests.Support;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests;

/// <summary>What users name things stays text, whatever it is.</summary>
public sealed class EscapingTests
{
    private const string Evil = "</script><script>alert('1')</script>";
    private const string Quoted = "\"'><img src=x onerror=alert(2)>&amp;";
    private const string Foreign = "日本語 ж é 🎈";

    private static readonly string[] Names = [Evil, Quoted, Foreign];

    [Fact]
    public void Names_of_classes_are_text_in_the_page_and_in_the_data_of_its_charts()
    {
        var data = Cases.Multiclass(names: Names);

        var page = ReportDocument.Of(Cases.Train(data), data);

        page.All("script").Should().HaveCount(3, "the data, the library and the script that draws");
        page.All("img").Should().BeEmpty();
        page.All("#matrix tbody th").Select(head => head.TextContent).Should().Equal(Names);
        page.All("#matrix td[data-tip]")[1].GetAttribute("data-tip").Should().StartWith($"{Evil} told as {Quoted}: ");
        page.All("#drawing .node").Last().GetAttribute("data-tip").Should().Contain(Foreign);
        using var charts = JsonDocument.Parse(page.ChartData);
        charts.RootElement.GetProperty("balance").GetProperty("x").GetProperty("categories").EnumerateArray().Select(name => name.GetString()).Should().Equal(Names);
        page.ChartData.Should().NotContainAny("<", ">", "&");
    }

    [Fact]
    public void Title_and_notes_are_text()
    {
        var data = Cases.Multiclass();

        var page = ReportDocument.Of(Cases.Train(data), data, new MlpReportOptions { Title = Evil, Notes = $"{Quoted}\n\n{Foreign}" });

        page.Text("title").Should().Be(Evil);
        page.Text("h1").Should().Be(Evil);
        page.All(".notes p").Select(note => note.TextContent).Should().Equal(Quoted, Foreign);
        page.All("script").Should().HaveCount(3);
    }

    [Fact]
    public void Names_of_features_and_columns_are_text()
    {
        var view = new TestView(
            30,
            TestColumn.Of(Quoted, new VectorDataViewType(NumberDataViewType.Single, 2), row => new VBuffer<float>(2, [row % 3, row % 2]),
                TestColumn.Annotation("SlotNames", TextDataViewType.Instance, Evil.AsMemory(), Foreign.AsMemory())),
            TestColumn.Label(3, row => (uint)(row % 3) + 1));

        var page = ReportDocument.Of(Cases.Train(view, change: options => options.FeatureColumnName = Quoted), view);

        page.Table("Worth of the features").Select(row => row[0]).Should().BeEquivalentTo([Evil, Foreign]);
        page.Text("header p").Should().Contain($"features {Quoted}.");
        page.Table("Options").Should().Contain(row => row[0] == "FeatureColumnName" && row[1] == Quoted);
        page.All("script").Should().HaveCount(3);
    }
}
