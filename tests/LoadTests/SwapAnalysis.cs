using System.Diagnostics;

namespace Streaming.LoadTests;

/// <summary>Turns what was noted during a run into figures.</summary>
internal sealed class SwapAnalysis(
    SwapOptions options, long[] sent, IReadOnlyList<SwapTime> swaps, IReadOnlyList<SwapArrival> arrivals)
{
    // A process compiles its code while it takes its first observations.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(1);

    private readonly List<(long From, long To)> _disturbed =
        [.. swaps.Select(swap => (swap.Promoted, swap.Activated + Ticks(Aftermath)))];

    public SwapFigures Figures(
        IReadOnlyList<string> models, IReadOnlyCollection<MemorySample> memory, double peak, string broker)
    {
        var warm = sent[0] + Ticks(WarmUp);
        var gaps = arrivals.Zip(arrivals.Skip(1))
            .Where(pair => pair.First.At >= warm && pair.First.At <= sent[^1])
            .Select(pair => (IsDisturbed: IsDisturbed(pair.First.At, pair.Second.At),
                Length: Stopwatch.GetElapsedTime(pair.First.At, pair.Second.At)))
            .ToLookup(gap => gap.IsDisturbed, gap => gap.Length);
        var latencies = arrivals.Where(one => one.At >= warm)
            .Select(one => (IsDisturbed: IsDisturbed(one.At, one.At),
                Length: Stopwatch.GetElapsedTime(sent[one.Observation], one.At)))
            .ToLookup(one => one.IsDisturbed, one => one.Length);
        return new SwapFigures
        {
            Activations = swaps.Count,
            Lost = options.Count - arrivals.Select(one => one.Observation).Distinct().Count(),
            Repeated = arrivals.Count - arrivals.Select(one => (one.Observation, one.Model)).Distinct().Count(),
            MixedBatches = arrivals.GroupBy(one => one.ClassifiedAt)
                .Count(batch => batch.Select(one => one.Model).Distinct().Count() > 1),
            Events = arrivals.CountBy(one => models[one.Model]).ToDictionary(),
            Activation = Percentiles.Of(swaps.Select(swap => Stopwatch.GetElapsedTime(swap.Promoted, swap.Activated))),
            SwapGaps = Percentiles.Of(gaps[true]),
            QuietGaps = Percentiles.Of(gaps[false]),
            SwapLatency = Percentiles.Of(latencies[true]),
            QuietLatency = Percentiles.Of(latencies[false]),
            Memory = [.. QuietMemory(memory)],
            PeakMemory = peak,
            Models = models,
            Broker = broker,
        };
    }

    private IEnumerable<double> QuietMemory(IReadOnlyCollection<MemorySample> memory)
    {
        for (var part = TimeSpan.Zero; part < options.Duration; part += 2 * options.Part)
        {
            var (from, to) = (sent[0] + Ticks(part + (options.Part / 2)), sent[0] + Ticks(part + options.Part));
            var ascending = memory.Where(sample => sample.At >= from && sample.At <= to)
                .Select(sample => sample.Mebibytes).Order().ToList();
            if (ascending.Count > 0)
            {
                yield return ascending[ascending.Count / 2];
            }
        }
    }

    // Swaps are few and in order; those that ended before this time are skipped at once.
    private bool IsDisturbed(long from, long to)
    {
        var (low, high) = (0, _disturbed.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _disturbed[middle].To < from ? (middle + 1, high) : (low, middle);
        }

        return low < _disturbed.Count && _disturbed[low].From <= to;
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
