using System.Diagnostics;
using System.Text.Json;
using Streaming.Catalogues.Fits;

[assembly: AssemblyFixture(typeof(Streaming.Catalogues.Tests.Astropy.AstropyTables))]

namespace Streaming.Catalogues.Tests.Astropy;

/// <summary>
/// Files that astropy writes, with what they hold, and what it reads in a file that <see cref="FitsWriter"/> wrote. It
/// runs once, as it takes seconds to start.
/// </summary>
public sealed class AstropyTables : IAsyncLifetime
{
    // Debian's python3-astropy is of this one.
    private const string Python = "/usr/bin/python3";

    internal string Folder { get; } = Directory.CreateTempSubdirectory("streaming-astropy-").FullName;

    /// <summary>What the files hold, by their names.</summary>
    internal Dictionary<string, ReadColumn[]> Expected { get; private set; } = [];

    /// <summary>What astropy found in the files written here.</summary>
    internal Dictionary<string, ReadColumn[]> Read { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var written = Directory.CreateDirectory(Path.Combine(Folder, "written")).FullName;
        WrittenTables.WriteTo(written);
        var script = Path.Combine(AppContext.BaseDirectory, "Astropy", "tables.py");
        var start = new ProcessStartInfo(Python, ["-W", "ignore", script, Folder]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
        Expected = Load("expected.json");
        Read = Load("read.json");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal string PathOf(string name) => Path.Combine(Folder, name);

    private Dictionary<string, ReadColumn[]> Load(string name) =>
        JsonSerializer.Deserialize<Dictionary<string, ReadColumn[]>>(File.ReadAllText(PathOf(name)))!.ToDictionary(
            file => file.Key, file => file.Value.Select(column => column.Normalised()).ToArray());
}
