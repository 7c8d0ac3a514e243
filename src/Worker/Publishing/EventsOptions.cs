using Streaming.Contracts;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Publishing;

/// <summary>In which form classifications are published.</summary>
internal sealed class EventsOptions
{
    public const string SectionName = "Events";

    /// <summary>
    /// Single: an <see cref="ObjectClassified"/> for each observation. Bulk: <see cref="ObjectsClassified"/>, many in one
    /// message. Both: both. Default Single. Rejections come singly in each of them.
    /// </summary>
    public EventForm Form { get; set; }

    /// <summary>The events of a batch.</summary>
    public IEnumerable<OutgoingEvent> Of(IReadOnlyList<Outcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Rejected is not null || Form != EventForm.Bulk)
            {
                yield return OutgoingEvent.Of(outcome);
            }
        }

        if (Form != EventForm.Single)
        {
            foreach (var some in outcomes
                .Where(outcome => outcome.Classified is not null).Chunk(ObjectsClassified.MostObjects))
            {
                yield return OutgoingEvent.Of(some);
            }
        }
    }
}

/// <summary>The forms.</summary>
internal enum EventForm
{
    /// <summary>An event an observation.</summary>
    Single,

    /// <summary>Events of many.</summary>
    Bulk,

    /// <summary>One after the other.</summary>
    Both,
}
