using Ml.Net.Mlp.Browser.Tests;
using Microsoft.Playwright;

// The pictures of docs/report.md: the first screens of a page, in light and dark.
if (args is not [var report, var name])
{
    Console.Error.WriteLine($"The arguments are '{string.Join(' ', args)}'; expected the path of a report, and the path of the pictures without '-light.png' and '-dark.png'.");
    return 2;
}

var browser = new Browser();
await browser.InitializeAsync();
foreach (var dark in new[] { false, true })
{
    var page = await browser.OpenAsync(width: 1000, height: 1500, dark: dark);
    await page.GotoAsync(new Uri(Path.GetFullPath(report)).AbsoluteUri);
    await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{name}-{(dark ? "dark" : "light")}.png" });
}

await browser.DisposeAsync();
return 0;
