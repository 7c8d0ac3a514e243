namespace Streaming.Telescope.Watching;

/// <summary>What has been seen up to a moment.</summary>
internal sealed record LiveSnapshot
{
    /// <summary>Time since the start.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Classifications of each class, in the order of <see cref="Contracts.ObjectClass.All"/>.</summary>
    public required IReadOnlyList<(string Class, long Count)> Classes { get; init; }

    /// <summary>
    /// Classifications by kind of their inputs and number of bands, spectroscopic ones and the most bands first.
    /// </summary>
    public required IReadOnlyList<(string Kind, int Bands, long Count)> Inputs { get; init; }

    /// <summary>Classifications by number of candidates, the fewest first; those that tell none left out.</summary>
    public required IReadOnlyList<(int Candidates, long Count)> Candidates { get; init; }

    /// <summary>Classified objects whose novelty was told.</summary>
    public required long Rated { get; init; }

    /// <summary>Those of them that are novel.</summary>
    public required long Novel { get; init; }

    /// <summary>Events a second, of the last ten seconds.</summary>
    public required double Rate { get; init; }

    /// <summary>From decision to arrival here, 50th, 95th and 99th percentile; null before the first.</summary>
    public required TimeSpan[]? Latency { get; init; }

    /// <summary>Versions of the models that decided, the latest last.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Rejected observations.</summary>
    public required long Rejected { get; init; }

    /// <summary>Reasons of rejections by their code, the most frequent first.</summary>
    public required IReadOnlyList<(string Code, long Count)> Codes { get; init; }

    /// <summary>The latest rejections in words, the latest first.</summary>
    public required IReadOnlyList<string> LatestRejections { get; init; }

    /// <summary>Messages that are no event of ours.</summary>
    public required long Unreadable { get; init; }

    public long Classified => Classes.Sum(@class => @class.Count);

    public long Events => Classified + Rejected;
}
