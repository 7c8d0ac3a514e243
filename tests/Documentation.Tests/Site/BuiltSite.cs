using System.Net;
using System.Text.RegularExpressions;
using Streaming.Documentation.Tests.Commands;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Documentation.Tests.Site;

/// <summary>The site, built once from a fresh copy of the checkout. The build refuses links that lead nowhere.</summary>
public sealed partial class BuiltSite(FreshCheckout checkout) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The HTML pages, by their path in the site.</summary>
    public IReadOnlyDictionary<string, string> Pages { get; private set; } = new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        await checkout.ResetAsync();
        await RunAsync("npm", "ci", "--no-progress");
        await RunAsync("npm", "run", "build");
        Directory.Move(Path.Combine(checkout.Root, "docs", ".vitepress", "dist"), _folder.Combine("site"));
        Pages = Directory.EnumerateFiles(_folder.Path, "*.html", SearchOption.AllDirectories).ToDictionary(
            file => $"/{Path.GetRelativePath(_folder.Combine("site"), file)}", File.ReadAllText);
    }

    /// <summary>The file that a path of the site shows, or null.</summary>
    public string? FileOf(string path)
    {
        var name = Uri.UnescapeDataString(path).TrimStart('/');
        return new[] { name, $"{name}.html", Path.Combine(name, "index.html") }
            .Select(candidate => Path.Combine(_folder.Combine("site"), candidate))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Whether an address within the site, with its anchor if it has one, leads somewhere.</summary>
    public bool Leads(string address)
    {
        var parts = WebUtility.HtmlDecode(address).Split('#');
        var file = FileOf(parts[0]);
        return file is not null
            && (parts.Length == 1
                || Ids().Matches(File.ReadAllText(file)).Any(id =>
                    WebUtility.HtmlDecode(id.Groups[1].Value) == Uri.UnescapeDataString(parts[1])));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        await using var process = ChildProcess.Start(
            "env",
            ["--chdir", Path.Combine(checkout.Root, "docs"), program, .. arguments],
            new Dictionary<string, string?>());
        var code = await process.ExitAsync(TestContext.Current.CancellationToken);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}:\n{process.Output}\n{process.Errors}");
    }

    [GeneratedRegex(@"\bid=""([^""]+)""")]
    private static partial Regex Ids();
}
