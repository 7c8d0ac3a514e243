using System.Diagnostics;
using Streaming.LoadTests.Faults.Accounting;
using Streaming.LoadTests.Faults.Watching;

namespace Streaming.LoadTests.Faults.Reporting;

/// <summary>What a scenario showed, as <c>docs/reliability.json</c> keeps it.</summary>
internal sealed record FaultResult
{
    public required string Name { get; init; }

    /// <summary>What was done, for people.</summary>
    public required string What { get; init; }

    /// <summary>What it was played on, in one sentence.</summary>
    public string Setting { get; init; } = "";

    /// <summary>What became of the observations, by id.</summary>
    public required AccountFigures Account { get; init; }

    /// <summary>Publishes that the publisher repeated because nobody had answered for them: each can give a repeat.</summary>
    public int SentAgain { get; init; }

    /// <summary>Publishes that the publisher knew to be taken by no queue, and repeated.</summary>
    public int Returned { get; init; }

    /// <summary>Deliveries to workers that the broker had tried before.</summary>
    public long Redelivered { get; init; }

    /// <summary>Faults.</summary>
    public int Faults { get; init; }

    /// <summary>The slowest recovery after them, seconds; null when events did not flow again.</summary>
    public double? Recovery { get; init; }

    /// <summary>The median of the same.</summary>
    public double? MedianRecovery { get; init; }

    /// <summary>The first line of the workers' logs at warning or above; null without one.</summary>
    public Seen? Line { get; init; }

    /// <summary>The first reason of their readiness; null without one.</summary>
    public Seen? Reason { get; init; }

    /// <summary>The first reason of their metric; null without one.</summary>
    public Seen? Metric { get; init; }

    /// <summary>Processors that the busiest worker used during the faults; null when they were too short.</summary>
    public double? ProcessorShare { get; init; }

    /// <summary>Most resident memory of a worker before the first fault, MiB.</summary>
    public double MemoryBefore { get; init; }

    /// <summary>The same from the first fault to the end.</summary>
    public double MemoryAfter { get; init; }

    /// <summary>What did not hold, in words; empty when all did.</summary>
    public IReadOnlyList<string> Missed { get; init; } = [];

    public static FaultResult Of(
        string name, string what, FaultStage stage, FaultBounds bounds, long ended, long redelivered)
    {
        var faults = stage.Faults;
        var (first, end) = (faults[0].Began, Stopwatch.GetTimestamp());
        var answers = stage.Account.Answers;
        var recoveries = faults
            .Select((fault, i) => Watching.Recovery.Of(
                answers, fault.Ended, i + 1 < faults.Count ? faults[i + 1].Began : ended)?.TotalSeconds)
            .ToList();
        var lasting = faults.Where(fault => fault.Duration >= FaultBounds.ShortestForShare).ToList();
        var result = new FaultResult
        {
            Name = name,
            What = what,
            Account = stage.Account.Close(),
            SentAgain = stage.Publisher.SentAgain,
            Returned = stage.Publisher.Returned,
            Redelivered = redelivered,
            Faults = faults.Count,
            Recovery = recoveries.Contains(null) ? null : recoveries.Max(),
            MedianRecovery = recoveries.Contains(null) ? null : recoveries.OfType<double>().Median(),
            Line = First(stage.Workers.SelectMany(worker => worker.Watch.Warnings), first, ended),
            Reason = First(stage.Workers.SelectMany(worker => worker.Watch.Reasons), first, ended),
            Metric = First(stage.Workers.SelectMany(worker => worker.Watch.Metrics), first, ended),
            ProcessorShare = lasting.Count == 0 ? null : lasting.Max(fault => fault.ProcessorShare),
            MemoryBefore = stage.Workers.Max(worker => worker.PeakMemory(0, first)),
            MemoryAfter = stage.Workers.Max(worker => worker.PeakMemory(first, end)),
        };
        return result with { Missed = [.. FaultVerdict.Missed(result, bounds)] };
    }

    private static Seen? First(IEnumerable<Sighting> sightings, long began, long ended) => sightings
        .Where(sighting => sighting.At >= began && sighting.At <= ended)
        .MinBy(sighting => sighting.At) is { } seen
        ? Seen.Of(seen, began)
        : null;
}
