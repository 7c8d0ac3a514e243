using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>Where the observations to publish come from.</summary>
internal interface IObservationSource
{
    /// <summary>How many there are at most.</summary>
    int Count { get; }

    /// <summary>What its reader should know beforehand, a line each.</summary>
    IReadOnlyList<string> Notices { get; }

    IEnumerable<ObservationReceived> Read();

    /// <summary>What could not be read, in one line; null when nothing was left out.</summary>
    string? Remark { get; }
}
