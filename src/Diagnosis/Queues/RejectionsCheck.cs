using Streaming.Contracts;

namespace Streaming.Diagnosis.Queues;

/// <summary>Whether somebody keeps the rejections: only they have the bodies that could not be classified.</summary>
internal static class RejectionsCheck
{
    public const string Code = "rejections_unbound";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var exchange = EventNames.Of<ObservationRejected>();
        yield return picture.Broker!.IsBound(exchange)
            ? Finding.Ok(Code, "a queue is bound for the rejections")
            : Finding.Warning(
                Code,
                $"no queue is bound to {exchange}",
                "an observation that is rejected leaves nothing but a count: nobody can mend and send it again",
                "telescope rejected keep, or a durable queue of your own: docs/how-to/subscribe.md");
    }
}
