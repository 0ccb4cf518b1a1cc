using Microsoft.Playwright;

namespace Ml.Net.Mlp.Browser.Tests;

/// <summary>
/// The browser that the tests of a class share: Chromium, Chrome or Edge as it is installed on this machine; nothing is downloaded.
/// The environment variable <c>MLP_BROWSER</c> names another one. Use it as a class fixture.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find(),

            // Chromium's sandbox refuses to run as root, as in a container. The pages are the tests' own.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>Opens a tab in a profile of its own, which is gone with it.</summary>
    /// <param name="width">Width of the window in pixels.</param>
    /// <param name="height">Height of the window in pixels.</param>
    /// <param name="dark">Whether the user prefers dark pages.</param>
    /// <param name="javaScript">Whether scripts run.</param>
    public async Task<IPage> OpenAsync(int width = 1200, int height = 900, bool dark = false, bool javaScript = true)
    {
        var profile = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = javaScript,
            Locale = "en-GB",
        });
        return await profile.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser != null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string Find() => Environment.GetEnvironmentVariable("MLP_BROWSER") is { Length: > 0 } chosen
        ? File.Exists(chosen) ? chosen : throw new FileNotFoundException($"MLP_BROWSER is '{chosen}'; expected the program of a Chromium, Chrome or Edge.")
        : Array.Find(UsualPlaces, File.Exists)
            ?? throw new FileNotFoundException($"There is no browser at any of {string.Join(", ", UsualPlaces)}. Install one (Debian: apt-get install chromium), or set MLP_BROWSER to its program.");
}
