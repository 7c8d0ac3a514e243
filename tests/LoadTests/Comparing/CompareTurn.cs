using System.Globalization;

namespace Streaming.LoadTests.Comparing;

/// <summary>What a contender showed in one turn.</summary>
internal sealed record CompareTurn
{
    public required string Contender { get; init; }

    /// <summary>Processor time of an observation of the first stretch, its start included.</summary>
    public required TimeSpan Cold { get; init; }

    /// <summary>Processor time of an observation of the second stretch.</summary>
    public required TimeSpan Warm { get; init; }

    /// <summary>Observations a second in the second stretch, from the first publish to the last event.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Most resident memory, MiB.</summary>
    public required double Memory { get; init; }

    public required int Lost { get; init; }

    public required int Repeated { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Contender}: cold {Cold.TotalMicroseconds:F0} µs, warm {Warm.TotalMicroseconds:F0} µs, {PerSecond:F0}/s, "
            + $"{Memory:F0} MiB, {Lost} lost, {Repeated} repeated");
}
