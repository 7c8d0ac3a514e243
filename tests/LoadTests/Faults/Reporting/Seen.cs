using System.Diagnostics;
using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Workers;
using Streaming.LoadTests.Faults.Watching;

namespace Streaming.LoadTests.Faults.Reporting;

/// <summary>What an operator saw first of a fault.</summary>
/// <param name="Code">The reason's code, or the level of the line.</param>
/// <param name="Text">What it said.</param>
/// <param name="After">Seconds after the fault began.</param>
internal sealed partial record Seen(string Code, string Text, double After)
{
    public static Seen Of(Sighting sighting, long began) => new(
        sighting.Code,
        // A folder of this run or of this machine says nothing to others.
        TemporaryFolder().Replace(sighting.Text, "/").Replace($"{Checkout.Root.TrimEnd('/')}/", "/", StringComparison.Ordinal),
        Math.Round(Stopwatch.GetElapsedTime(began, sighting.At).TotalSeconds, 1));

    [GeneratedRegex(@"/\S*/streaming-[A-Za-z0-9]+/")]
    private static partial Regex TemporaryFolder();
}
