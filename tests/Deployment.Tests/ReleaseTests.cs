using Streaming.Deployment.Tests.Rendering;

namespace Streaming.Deployment.Tests;

/// <summary>What the release workflow takes from the changelog.</summary>
public sealed class ReleaseTests : IDisposable
{
    private readonly string _changelog = Path.GetTempFileName();

    public ReleaseTests() => File.WriteAllText(_changelog, """
        # Changelog

        ## [Unreleased]

        ## [1.10.0] - 2026-12-24

        ### Added
        - Much.

        ## [1.1.0] - 2026-12-01
        - Little.
        """);

    public void Dispose() => File.Delete(_changelog);

    [Theory]
    [InlineData("1.10.0", "### Added\n- Much.\n")]
    [InlineData("1.1.0", "- Little.\n")]
    public async Task A_release_says_what_stands_under_its_version(string version, string expected)
    {
        var (code, notes, _) = await RunAsync(version);

        Assert.Equal((0, expected), (code, notes));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    [InlineData("Unreleased")]
    public async Task Without_notes_there_is_no_release(string version)
    {
        var (code, notes, fault) = await RunAsync(version);

        Assert.Equal((1, ""), (code, notes));
        Assert.Contains($"no section '## [{version}]'", fault, StringComparison.Ordinal);
    }

    private Task<(int, string, string)> RunAsync(string version) =>
        Tool.TryRunAsync("bash", [Checkout.Path("tools", "release-notes.sh"), version, _changelog]);
}
