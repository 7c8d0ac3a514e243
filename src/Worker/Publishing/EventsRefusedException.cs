using Streaming.Worker.Classifying;

namespace Streaming.Worker.Publishing;

/// <summary>The broker is there and has refused events. Of those that are not among them it has confirmed every one.</summary>
/// <param name="why">For people.</param>
/// <param name="outcomes">Ids of the outcomes whose events are refused.</param>
internal sealed class EventsRefusedException(string why, IEnumerable<Guid> outcomes) : Exception(why)
{
    private readonly HashSet<Guid> _outcomes = [.. outcomes];

    /// <summary>Whether the event of an outcome is refused.</summary>
    public bool Of(Outcome outcome) => _outcomes.Contains(outcome.EventId);
}
