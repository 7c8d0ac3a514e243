using Streaming.Contracts;

namespace Streaming.Diagnosis.Queues;

/// <summary>Whether somebody gets the classifications: an event that no queue takes is gone.</summary>
internal static class EventsCheck
{
    public const string Code = "events_unbound";

    private static readonly string[] Exchanges =
        [EventNames.Of<ObjectClassified>(), EventNames.Of<ObjectsClassified>()];

    public static IEnumerable<Finding> Of(Picture picture)
    {
        // Which of the two is published to, if a worker says so; else either will do.
        var forms = picture.Settings.Select(one => one.Settings.EventsForm).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unbound = Exchanges.Where(exchange => !picture.Broker!.IsBound(exchange)).ToList();
        var lost = forms.Count > 0 ? unbound.FindAll(exchange => forms.Contains("both")
                || forms.Contains(exchange == Exchanges[0] ? "single" : "bulk"))
            : unbound.Count == Exchanges.Length ? unbound
            : [];
        yield return lost.Count == 0
            ? Finding.Ok(Code, "a queue is bound for the classifications")
            : Finding.Warning(
                Code,
                $"no queue is bound to {string.Join(" or ", lost)}",
                "observations are classified, and nobody gets the events: the broker drops them",
                "bind a durable queue: docs/how-to/subscribe.md; telescope watch shows them while it runs");
    }
}
