using Microsoft.Playwright;

namespace Streaming.Integration.Tests.Sky;

/// <summary>The system's Chromium, without a window; <c>CHROMIUM</c> names another. None is downloaded.</summary>
internal static class SystemChromium
{
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
        Args =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    });
}
