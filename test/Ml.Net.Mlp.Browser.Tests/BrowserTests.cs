namespace Ml.Net.Mlp.Browser.Tests;

public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task It_shows_pages_as_the_user_prefers_them()
    {
        var page = await browser.OpenAsync(dark: true);

        await page.SetContentAsync("<title>Hello</title>");

        (await page.TitleAsync()).Should().Be("Hello");
        (await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches")).Should().BeTrue();
    }
}
