using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Documentation.Tests.Commands;

/// <summary>A copy of the checkout as it is now, as a newcomer gets it, with the programs as they were built.</summary>
public sealed class FreshCheckout : IAsyncLifetime
{
    // Made by builds and by use; a clone has none of it.
    private static readonly HashSet<string> NotCloned = new(StringComparer.Ordinal)
    {
        ".git", "bin", "obj", "artifacts", "node_modules", "dist", "cache", "data", "labels", "TestResults",
        "BenchmarkDotNet.Artifacts", "__pycache__",
    };

    private static readonly string[] Programs = ["src/Worker", "src/Telescope", "src/Trainer", "tests/LoadTests"];

    private readonly TemporaryFolder _folder = new();

    public string Root => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        Copy(new DirectoryInfo(Checkout.Root), Root);
        await RunAsync("git", "init", "--quiet");
        await RunAsync("git", "add", "--all");
        await RunAsync("git", "-c", "user.name=tests", "-c", "user.email=tests@localhost", "commit", "-qm", "As it is");
        foreach (var made in Programs.SelectMany(program => (string[])[$"{program}/bin", $"{program}/obj"]))
        {
            Copy(new DirectoryInfo(Path.Combine(Checkout.Root, made)), Path.Combine(Root, made));
        }
    }

    /// <summary>Undoes what the commands of a page did; what was built stays.</summary>
    public async Task ResetAsync()
    {
        await RunAsync("git", "reset", "--quiet", "--hard");
        await RunAsync("git", "clean", "-fdxq", "-e", "bin", "-e", "obj");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        // In a worktree .git is a file: with it, the copy's commands would change the repository of the checkout.
        foreach (var file in from.EnumerateFiles().Where(file => file.Name != ".git"))
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => !NotCloned.Contains(folder.Name)))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        await using var process = ChildProcess.Start(
            "env", ["--chdir", Root, program, .. arguments], new Dictionary<string, string?>());
        var code = await process.ExitAsync(Patience.Token());
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}:\n{process.Output}\n{process.Errors}");
    }
}
