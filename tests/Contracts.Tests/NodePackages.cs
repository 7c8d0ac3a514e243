using System.Diagnostics;
using Xunit;

namespace Streaming.Contracts.Tests;

/// <summary>The packages of <c>documents/package.json</c>, installed as its lock file says.</summary>
public sealed class NodePackages : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "documents");

    public async ValueTask InitializeAsync()
    {
        var (exitCode, output) = await RunAsync("npm", "ci", "--ignore-scripts");
        Assert.True(exitCode == 0, output);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static Task<(int ExitCode, string Output)> CheckAsync(string what) =>
        RunAsync("node", "check.mjs", what, Documents.Folder);

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var token = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(token);
        var output = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return (process.ExitCode, $"{output}{await errors}".Trim());
    }
}
