using Microsoft.Playwright;

namespace Ml.Net.Mlp.Browser.Tests.Report;

/// <summary>Reports as their readers see them: opened from the disk, in light and dark, wide and narrow, with and without scripts.</summary>
public sealed class ReportPageTests(Browser browser, ReportFiles files) : IClassFixture<Browser>, IClassFixture<ReportFiles>
{
    /// <summary>The colours of the lines of a chart.</summary>
    private const string Lines = "[...document.querySelectorAll('#curve-loss path')].map(path => path.getAttribute('stroke')).join()";

    public static TheoryData<string> All { get; } = [nameof(ReportFiles.Digits), nameof(ReportFiles.Customers), nameof(ReportFiles.Houses)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_opens_from_the_disk_without_an_error_or_a_request_and_draws_all_charts(string report)
    {
        var page = await browser.OpenAsync();
        var (messages, requests) = (new List<string>(), new List<string>());
        page.Console += (_, message) => messages.Add(message.Text);
        page.PageError += (_, error) => messages.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);

        await page.GotoAsync(Address(report));

        messages.Should().BeEmpty();
        requests.Where(url => !url.StartsWith("data:")).Should().Equal(Address(report));
        var charts = await page.Locator(".chart").AllAsync();
        charts.Should().NotBeEmpty();
        foreach (var chart in charts)
        {
            (await chart.Locator("svg path").CountAsync()).Should().BeGreaterThan(2, "{0} is drawn", await chart.GetAttributeAsync("id"));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task On_a_phone_nothing_scrolls_sideways_but_tables_in_their_boxes(string report)
    {
        var page = await browser.OpenAsync(width: 390, height: 844);
        await page.GotoAsync(Address(report));

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().Be(390);
        (await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('main *')]
                .filter(e => !e.closest('.scroll, .hidden, .chart, details:not([open]) > :not(summary)') && e.getBoundingClientRect().right > 391)
                .map(e => e.tagName + '.' + e.className)
            """)).Should().BeEmpty("nothing is wider than the window");
        (await page.EvaluateAsync<bool>("[...document.querySelectorAll('.chart svg')].every(svg => svg.getBoundingClientRect().width <= 390)")).Should().BeTrue();
    }

    [Fact]
    public async Task Charts_follow_a_change_of_the_windows_width()
    {
        var page = await browser.OpenAsync(width: 1200);
        await page.GotoAsync(files.Digits);
        await page.SetViewportSizeAsync(500, 900);

        await page.WaitForFunctionAsync("document.querySelector('#curve-loss svg').getBoundingClientRect().width < 480");
    }

    [Fact]
    public async Task Pointing_at_a_cell_shows_its_count_in_words()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(files.Digits);
        (await page.Locator("#tip").IsVisibleAsync()).Should().BeFalse();
        var cell = page.Locator("#matrix tbody tr:nth-child(5) td:nth-child(11)");

        await cell.HoverAsync();

        (await page.Locator("#tip").IsVisibleAsync()).Should().BeTrue();
        (await page.Locator("#tip").TextContentAsync()).Should().Be(await cell.GetAttributeAsync("data-tip")).And.MatchRegex("^4 told as 9: [0-9]+ of [0-9]+ \\([0-9.]+ %\\)$");
    }

    [Fact]
    public async Task Pointing_at_a_node_shows_it_and_lights_its_weights()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(files.Digits);

        await page.Locator("#drawing .node[data-node^='3-']").First.HoverAsync();

        (await page.Locator("#tip").TextContentAsync()).Should().StartWith("unit 0: 0; bias ");
        (await page.Locator("#drawing line.lit").CountAsync()).Should().Be(12);
    }

    [Fact]
    public async Task Pointing_at_a_chart_shows_its_numbers_and_names_stay_text()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(files.Customers);
        var title = await page.TitleAsync();

        await page.Locator("#balance").HoverAsync(new LocatorHoverOptions { Position = new Position { X = 400, Y = 200 } });

        var tooltip = page.Locator("#balance div", new PageLocatorOptions { HasTextString = "evaluation" }).Last;
        (await tooltip.TextContentAsync()).Should().Contain(ReportFiles.Evil).And.Contain(" %");
        (await page.Locator("#balance img").CountAsync()).Should().Be(0);
        (await page.TitleAsync()).Should().Be(title);
    }

    [Fact]
    public async Task Dark_and_light_follow_the_user_while_the_page_is_open()
    {
        var page = await browser.OpenAsync(dark: true);
        await page.GotoAsync(files.Digits);
        var (darkPage, darkLine) = (await Background(page), await LineColor(page));

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });

        darkPage.Should().BeLessThan(60);
        (await Background(page)).Should().BeGreaterThan(230);
        await page.WaitForFunctionAsync($"before => {Lines} !== before", darkLine);
    }

    [Fact]
    public async Task On_paper_the_page_is_light_with_charts_of_the_papers_width_and_afterwards_as_before()
    {
        var page = await browser.OpenAsync(dark: true);
        await page.GotoAsync(files.Digits);
        var before = await LineColor(page);

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.WaitForFunctionAsync("document.querySelector('#curve-loss svg').getBoundingClientRect().width <= 330");
        (await Background(page)).Should().BeGreaterThan(230);
        (await LineColor(page)).Should().NotBe(before);
        (await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true })).Length.Should().BeGreaterThan(50_000);

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await page.WaitForFunctionAsync($"before => document.querySelector('#curve-loss svg').getBoundingClientRect().width > 400 && {Lines} === before", before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Words_stand_out_from_what_is_behind_them(bool dark)
    {
        var page = await browser.OpenAsync(dark: dark);
        await page.GotoAsync(files.Digits);

        // Contrast by WCAG 2.2, 1.4.3: 4.5 is AA for text of any size.
        (await page.EvaluateAsync<string[]>("""
            (() => {
                const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
                const rgb = color => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = color; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data]; };
                const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
                const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; } return [255, 255, 255]; };
                const contrast = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
                const words = [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.checkVisibility() && !e.matches('script, noscript, style'));
                return words.map(e => [e, contrast(rgb(e instanceof SVGElement ? getComputedStyle(e).fill : getComputedStyle(e).color), behind(e))])
                    .filter(([, c]) => c < 4.5).map(([e, c]) => `${e.tagName}.${e.getAttribute('class')} ${c.toFixed(2)} ${e.textContent.slice(0, 30)}`);
            })()
            """)).Should().BeEmpty();
    }

    [Fact]
    public async Task Tables_behind_charts_open_by_the_keyboard_alone()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(files.Digits);
        var details = page.Locator("figure:has(#curve-loss) details");
        (await details.Locator("table").IsVisibleAsync()).Should().BeFalse();

        await details.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        (await details.Locator("table").IsVisibleAsync()).Should().BeTrue();
        (await details.Locator("tbody tr").CountAsync()).Should().Be(8);
    }

    [Fact]
    public async Task Without_scripts_the_tables_are_there_and_the_page_says_so()
    {
        var page = await browser.OpenAsync(javaScript: false);
        await page.GotoAsync(files.Houses);

        (await page.GetByText("Charts need JavaScript").IsVisibleAsync()).Should().BeTrue();
        (await page.Locator(".chart").First.IsVisibleAsync()).Should().BeFalse();
        await page.Locator("#predictions summary").First.ClickAsync();
        (await page.Locator("#predictions table").First.IsVisibleAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_screen_reader_finds_landmarks_headings_and_words_for_every_picture()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(files.Digits);

        (await page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Contents" }).CountAsync()).Should().Be(1);
        (await page.GetByRole(AriaRole.Main).CountAsync()).Should().Be(1);
        (await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).TextContentAsync()).Should().Be("Digits");
        (await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 2 }).AllTextContentsAsync())
            .Should().Equal(await page.Locator("nav a").AllTextContentsAsync());
        foreach (var picture in await page.GetByRole(AriaRole.Img).AllAsync())
        {
            (await picture.EvaluateAsync<string>("e => e.getAttribute('alt') || e.getAttribute('aria-label')")).Should().NotBeNullOrWhiteSpace();
        }

        (await page.EvaluateAsync<int>("document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size")).Should().Be(0);
    }

    private string Address(string report) => report switch
    {
        nameof(ReportFiles.Digits) => files.Digits,
        nameof(ReportFiles.Customers) => files.Customers,
        _ => files.Houses,
    };

    /// <summary>How bright the page is, 0 to 255.</summary>
    private static Task<int> Background(IPage page) => page.EvaluateAsync<int>("+getComputedStyle(document.body).backgroundColor.match(/[0-9]+/)[0]");

    private static Task<string> LineColor(IPage page) => page.EvaluateAsync<string>(Lines);
}
