using System.Globalization;
using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Streaming.LoadTests.Faults.Watching;

namespace Streaming.LoadTests.Faults.Labels;

/// <summary><c>trainer labels collect</c> in a process of its own, which may be killed and started again.</summary>
/// <param name="broker">The broker's address.</param>
/// <param name="store">Arguments and settings that say where the labels are stored.</param>
internal sealed partial class LabelCollector(
    Uri broker, (string[] Arguments, Dictionary<string, string?> Settings) store) : IAsyncDisposable
{
    private readonly List<MeasuredProcess> _processes = [];

    public MeasuredProcess Process => _processes[^1];

    /// <summary>When a batch of labels was stored, in order.</summary>
    public IReadOnlyList<long> Stored => [.. Lines.Where(line => IsOf(line.Text, "Stored a batch")).Select(line => line.At)];

    /// <summary>What its log says at warning or above.</summary>
    public IEnumerable<Sighting> Warnings => Lines
        .Select(line => (line.At, Match: Warning().Match(line.Text)))
        .Where(line => line.Match.Success)
        .Select(line => new Sighting(line.At, line.Match.Groups[1].Value, line.Match.Groups[2].Value));

    private IEnumerable<(long At, string Text)> Lines => _processes.SelectMany(process => process.Lines);

    /// <summary>Starts it; returns when it collects.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _processes.Add(new MeasuredProcess(
            "dotnet", [Checkout.TrainerAssembly, "labels", "collect", .. store.Arguments], Settings()));
        return Process.LineAsync(line => IsOf(line, "Collecting labels"), cancellationToken);
    }

    /// <summary>Labels in the store, each observation's once.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var show = ChildProcess.Start(
            "dotnet", [Checkout.TrainerAssembly, "labels", "show", .. store.Arguments], Settings());
        await show.ExitAsync(cancellationToken);
        return int.Parse(Count().Match(show.Output).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private Dictionary<string, string?> Settings() => new(store.Settings)
    {
        ["ConnectionStrings__RabbitMq"] = broker.AbsoluteUri,
        ["Logging__LogLevel__Streaming"] = "Debug",
    };

    private static bool IsOf(string line, string what) => line.Contains(what, StringComparison.Ordinal);

    [GeneratedRegex(@"Z (warn|fail|crit): \S+ (.*)")]
    private static partial Regex Warning();

    [GeneratedRegex("([0-9,]+) labels")]
    private static partial Regex Count();
}
