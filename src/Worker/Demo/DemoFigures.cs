namespace Streaming.Worker.Demo;

/// <summary>The demo's figures at one moment. Latencies are milliseconds from publishing to the subscriber.</summary>
internal sealed record DemoFigures
{
    public required IReadOnlyDictionary<string, int> Classes { get; init; }

    /// <summary>What was classified with a redshift and what without, the kind that has one first.</summary>
    public required IReadOnlyList<DemoKind> Kinds { get; init; }

    /// <summary>Classifications by number of candidates, the fewest first; those that tell none left out.</summary>
    public required IReadOnlyList<(int Candidates, int Count)> Candidates { get; init; }

    /// <summary>Classifications whose candidates hold the truth.</summary>
    public required int Covered { get; init; }

    /// <summary>The share that the candidates promise; null before the first that has any.</summary>
    public required double? Coverage { get; init; }

    /// <summary>Objects unlike the training data; null while no novelty is told.</summary>
    public required int? Novel { get; init; }

    public required IReadOnlyDictionary<string, int> Reasons { get; init; }

    public required int Rejected { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required double P50 { get; init; }

    public required double P95 { get; init; }

    public required double P99 { get; init; }

    public int Classified => Kinds.Sum(kind => kind.Classified);

    public int Agreeing => Kinds.Sum(kind => kind.Agreeing);

    public int Answered => Classified + Rejected;

    public double PerSecond => Elapsed > TimeSpan.Zero ? Answered / Elapsed.TotalSeconds : 0;
}
