using Microsoft.Playwright;
using Ml.Net.Mlp.Samples.Draw;
using Ml.Net.Mlp.Samples.Tests.Draw;
using Ml.Net.Mlp.Samples.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Ml.Net.Mlp.Browser.Tests.Draw;

/// <summary>The page of the sample draw, used as a person would.</summary>
public sealed class DrawPageTests(Browser browser, TrainedModel model) : IClassFixture<Browser>, IClassFixture<TrainedModel>, IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];
    private DrawServer _server = null!;

    public async Task InitializeAsync() => _server = await DrawServer.StartAsync(new ModelShelf([model.Path], null), port: 0);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(1200, 800, false)]
    [InlineData(1200, 800, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task A_digit_drawn_by_mouse_is_read_and_cleared(int width, int height, bool dark)
    {
        var page = await OpenAsync(width, height, dark);

        await DrawAsync(page, Hand.All[2].Draw(7));

        await Expect(page.Locator("#digit")).ToHaveTextAsync("7");
        await Expect(page.Locator("#spoken")).ToContainTextAsync("It reads 7, ");
        await Expect(page.Locator("#scores .best th")).ToHaveTextAsync("7");
        await Expect(page.Locator("#scores tr")).ToHaveCountAsync(10);
        await Expect(page.Locator("#layers figure")).ToHaveCountAsync(2);
        await Expect(page.Locator("#layers .note").First).ToContainTextAsync(" of 256 active, up to ");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width, "nothing may stand out to the right");

        await page.ClickAsync("#clear");

        await Expect(page.Locator("#digit")).ToHaveTextAsync("–");
        await Expect(page.Locator("#scores .best")).ToHaveCountAsync(0);
        await Expect(page.Locator("#clear")).ToBeDisabledAsync();
        CheckQuiet();
    }

    [Fact]
    public async Task It_follows_the_user_s_light_or_dark()
    {
        var (light, dark) = (await OpenAsync(dark: false), await OpenAsync(dark: true));
        const string Background = "getComputedStyle(document.body).backgroundColor";

        (await light.EvaluateAsync<string>(Background)).Should().NotBe(await dark.EvaluateAsync<string>(Background));
    }

    [Fact]
    public async Task Hidden_layers_light_up()
    {
        var page = await OpenAsync();
        var before = await PixelsAsync(page);

        await DrawAsync(page, Hand.All[0].Draw(3));
        await Expect(page.Locator("#digit")).ToHaveTextAsync("3");

        (await PixelsAsync(page)).Should().NotBe(before);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#digit")).ToHaveTextAsync("–");
        (await PixelsAsync(page)).Should().Be(before);

        static Task<string> PixelsAsync(IPage page) => page.EvaluateAsync<string>("document.querySelector('#layers canvas').toDataURL()");
    }

    [Fact]
    public async Task It_can_be_drawn_by_keys_alone()
    {
        var page = await OpenAsync();

        await page.FocusAsync("#pad");
        await page.Keyboard.PressAsync("Space");
        for (var i = 0; i < 15; i++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await page.Keyboard.PressAsync("Space");

        await Expect(page.Locator("#spoken")).ToContainTextAsync("It reads 1, ");
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator("#spoken")).ToHaveTextAsync("The drawing is empty.");
        CheckQuiet();
    }

    [Fact]
    public async Task A_model_of_another_size_is_answered_with_a_message_and_the_old_one_stays()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        TinyModel.SaveOfSize(folder["small.zip"], 100);
        var page = await OpenAsync();

        await page.SetInputFilesAsync("#file", folder["small.zip"]);

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(
            "'small.zip' can't be used: The model takes 100 numbers ('Features'); expected 784, a picture of 28 x 28.");
        await DrawAsync(page, Hand.All[0].Draw(0));
        await Expect(page.Locator("#digit")).ToHaveTextAsync("0");
        await page.ClickAsync("#error button");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_model_that_is_opened_reads_what_is_drawn()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        TinyModel.SavePictures(folder["shades.zip"]);
        var page = await OpenAsync();
        await DrawAsync(page, Hand.All[0].Draw(0));

        await page.SetInputFilesAsync("#file", folder["shades.zip"]);

        await Expect(page.Locator("#architecture")).ToHaveTextAsync("784-6-4-2");
        await Expect(page.Locator("#model option:checked")).ToHaveTextAsync("shades.zip");
        await Expect(page.Locator("#scores th")).ToHaveTextAsync(["dark", "light"]);
        await Expect(page.Locator("#scores .best")).ToHaveCountAsync(1);
        await page.SelectOptionAsync("#model", "1");
        await Expect(page.Locator("#digit")).ToHaveTextAsync("0");
        CheckQuiet();
    }

    [Fact]
    public async Task A_program_that_has_stopped_is_said_so()
    {
        var page = await OpenAsync();
        await _server.DisposeAsync();

        await DrawAsync(page, Hand.All[0].Draw(1));

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The program does not answer. Does it still run?");
    }

    private async Task<IPage> OpenAsync(int width = 1200, int height = 800, bool dark = false)
    {
        var page = await browser.OpenAsync(width, height, dark);
        page.Console += (_, message) => _complaints.Add(message.Text);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) => _requests.Add(request.Url);
        await page.GotoAsync(_server.Address.ToString());
        await Expect(page.Locator("#architecture")).ToHaveTextAsync("784-256-128-10");
        return page;
    }

    private static async Task DrawAsync(IPage page, System.Numerics.Vector2[][] strokes)
    {
        var box = (await page.Locator("#pad").BoundingBoxAsync())!;
        foreach (var stroke in strokes)
        {
            await MoveAsync(stroke[0]);
            await page.Mouse.DownAsync();
            foreach (var point in stroke.Where((_, i) => i % 4 == 0).Append(stroke[^1]))
            {
                await MoveAsync(point);
            }

            await page.Mouse.UpAsync();
        }

        Task MoveAsync(System.Numerics.Vector2 point) => page.Mouse.MoveAsync(box.X + (point.X * box.Width), box.Y + (point.Y * box.Height));
    }

    /// <summary>Nothing was complained of on the console, and nothing asked of another host.</summary>
    private void CheckQuiet()
    {
        _complaints.Should().BeEmpty();
        _requests.Should().OnlyContain(url => url.StartsWith(_server.Address.ToString(), StringComparison.Ordinal));
    }
}
