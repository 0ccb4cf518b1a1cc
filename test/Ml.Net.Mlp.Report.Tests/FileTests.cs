using Microsoft.ML;
using Ml.Net.Mlp.Report.Tests.Support;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests;

/// <summary>The file: whole or not there, the same for the same input, not too large.</summary>
public sealed class FileTests
{
    private const int Megabyte = 1 << 20;

    private static readonly TestView Data = Cases.Multiclass();
    private static readonly MlpModelParameters Model = Cases.Train(Data);

    [Fact]
    public void The_same_model_rows_and_options_give_the_same_bytes()
    {
        var options = new MlpReportOptions { Date = new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero) };

        var page = ReportDocument.Of(Model, Data, options).Html;

        ReportDocument.Of(Cases.Train(Data), Data, options).Html.Should().Be(page);
        page.Should().Contain("2 January 2026, 03:04");
        ReportDocument.Of(Model, Data, new MlpReportOptions { Date = options.Date, Seed = 1 }).Html.Should().NotBe(page, "other shuffles give other worths");
    }

    [Fact]
    public void Without_a_date_the_page_bears_todays()
    {
        var page = ReportDocument.Of(Model, Data);

        DateTimeOffset.Parse(page.Find("time").GetAttribute("datetime")!, System.Globalization.CultureInfo.InvariantCulture)
            .Should().BeCloseTo(DateTimeOffset.Now, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void An_existing_page_is_replaced_and_nothing_else_is_left()
    {
        using var file = new TemporaryFile("report.html");
        File.WriteAllText(file.Path, "old");

        Model.SaveReport(file.Path, Data);

        File.ReadAllText(file.Path).Should().StartWith("<!DOCTYPE html>");
        Directory.GetFiles(Path.GetDirectoryName(file.Path)!).Should().Equal(file.Path);
    }

    [Fact]
    public void When_it_fails_an_existing_page_stays_and_nothing_else_is_left()
    {
        using var file = new TemporaryFile("report.html");
        File.WriteAllText(file.Path, "old");
        var failing = new TestView(3, TestColumn.Features(4, row => row == 2 ? throw new IOException("The disk is gone.") : new float[4]), TestColumn.Label(3, _ => 1));

        FluentActions.Invoking(() => Model.SaveReport(file.Path, failing)).Should().Throw<IOException>().WithMessage("The disk is gone.");

        File.ReadAllText(file.Path).Should().Be("old");
        Directory.GetFiles(Path.GetDirectoryName(file.Path)!).Should().Equal(file.Path);
        failing.OpenCursors.Should().Be(0);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_found_out_before_any_row_is_read()
    {
        var data = Cases.Multiclass();
        using var file = new TemporaryFile("report.html");
        var missing = Path.Combine(file.Path, "report.html");

        FluentActions.Invoking(() => Model.SaveReport(missing, data)).Should().Throw<DirectoryNotFoundException>()
            .WithMessage($"The folder of '{missing}' does not exist; expected a file in a folder that exists.");
        FluentActions.Invoking(() => Model.SaveReport(Path.GetDirectoryName(file.Path)!, data)).Should().Throw<IOException>().WithMessage("*is a folder; expected a file.");
        data.RowsRead.Should().Be(0);
    }

    [Fact]
    public void Ten_thousand_digits_make_less_than_three_megabytes()
    {
        var digits = Digits.Load("t10k");
        var model = Cases.Train(digits, epochs: 1, change: options =>
        {
            options.HiddenLayers = [64];
            options.BatchSize = 128;
        });

        var page = ReportDocument.Of(model, digits, new MlpReportOptions { Misreads = 200, ImportanceRows = 50, ImportanceRepeats = 1 });

        page.Html.Length.Should().BeLessThan(3 * Megabyte);
        page.All("#misreads img").Should().HaveCount(200);
        page.All("#units img").Should().HaveCount(48);
        page.Find("#misreads img").GetAttribute("width").Should().Be("28");
        page.All("#importance img").Should().HaveCount(1);
        page.Text("#summary > p").Should().StartWith("Judged by 10,000 rows.");
    }

    [Fact]
    public void The_page_fetches_nothing_and_lets_no_other_script_run()
    {
        var page = ReportDocument.Of(Model, Data);

        page.All("link, iframe, object, embed, [srcset], script[src]").Should().BeEmpty();
        page.All("[src]").Should().NotContain(element => !element.GetAttribute("src")!.StartsWith("data:image/png;base64,"));
        page.All("[href]").Should().OnlyContain(element => element.GetAttribute("href")!.StartsWith('#'));
        page.Find("meta[http-equiv=Content-Security-Policy]").GetAttribute("content").Should()
            .StartWith("default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-").And.NotContain("unsafe-eval");
        page.All("*").Should().NotContain(element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on")));
        page.Text("footer").Should().Contain("Apache License").And.Contain("Copyright 2017-2026 The Apache Software Foundation");
    }
}
