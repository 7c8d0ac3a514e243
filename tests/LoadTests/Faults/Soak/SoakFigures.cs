using Streaming.LoadTests.Faults.Accounting;

namespace Streaming.LoadTests.Faults.Soak;

/// <summary>What a soak showed, as <c>docs/reliability.json</c> keeps it.</summary>
internal sealed record SoakFigures
{
    /// <summary>What it ran on, in one sentence.</summary>
    public required string Setting { get; init; }

    /// <summary>Observations published a second.</summary>
    public required int Rate { get; init; }

    public required AccountFigures Account { get; init; }

    /// <summary>Publishes that the publisher repeated: each can give a repeat.</summary>
    public int SentAgain { get; init; }

    /// <summary>Models promoted.</summary>
    public int Promotions { get; init; }

    /// <summary>Models that the worker took into use for it.</summary>
    public int Activations { get; init; }

    /// <summary>How often its connections were reset.</summary>
    public int Resets { get; init; }

    public required IReadOnlyList<SoakMinute> Minutes { get; init; }

    /// <summary>What did not hold, in words; empty when all did.</summary>
    public IReadOnlyList<string> Missed { get; init; } = [];
}
