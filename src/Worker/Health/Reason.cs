using Microsoft.Extensions.Diagnostics.HealthChecks;
using Streaming.Diagnosis.Queues;

namespace Streaming.Worker.Health;

/// <summary>Why a worker is not healthy.</summary>
/// <param name="Code">For machines: one of the codes here.</param>
/// <param name="Text">For people.</param>
internal sealed record Reason(string Code, string Text)
{
    /// <summary>There is no model to classify with.</summary>
    public const string NoModel = "no_model";

    /// <summary>The queue is not consumed.</summary>
    public const string NotConsuming = "not_consuming";

    /// <summary>The queue is not consumed since the broker would drop what crashing workers hold.</summary>
    public const string DeliveryLimit = DeliveryLimitCheck.Code;

    /// <summary>MassTransit's bus does not reach the broker.</summary>
    public const string BrokerUnreachable = "broker_unreachable";

    /// <summary>The broker has an alarm of memory or disk and takes no events.</summary>
    public const string BrokerBlocked = "broker_blocked";

    /// <summary>An exchange or a binding on the way to a queue is missing.</summary>
    public const string NotBound = "not_bound";

    /// <summary>The events of the last batches were refused, or their connection was lost.</summary>
    public const string PublishingFailed = "publishing_failed";

    /// <summary>A batch has waited for its confirms for long: the broker or the way to it stands still.</summary>
    public const string NotConfirmed = "not_confirmed";

    /// <summary>The last batches could not be scored.</summary>
    public const string ScoringFailed = "scoring_failed";

    /// <summary>A batch has been scored for long.</summary>
    public const string ScoringSlow = "scoring_slow";

    /// <summary>A batch has been in work for longer than anything could explain.</summary>
    public const string BatchStuck = "batch_stuck";

    internal const string CodeKey = "reason";

    /// <summary>The reasons of a report, in the order of its checks.</summary>
    public static IReadOnlyList<Reason> In(HealthReport report) =>
    [
        .. report.Entries.Values
            .Where(entry => entry.Status == HealthStatus.Unhealthy)
            .Select(entry => entry.Data.GetValueOrDefault(CodeKey) is string code
                ? new Reason(code, entry.Description!)
                // The one check that is not ours is the bus's.
                : new Reason(BrokerUnreachable, $"the broker is not reached: {entry.Description}")),
    ];
}
