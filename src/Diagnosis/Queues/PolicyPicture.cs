using System.Globalization;
using Streaming.Diagnosis.Broker;

namespace Streaming.Diagnosis.Queues;

/// <summary>A policy of the virtual host.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pattern">Of the names that it is for.</param>
/// <param name="AppliesTo">Of what: queues, quorum_queues, all, …</param>
/// <param name="Priority">Of those that are for a queue, the highest wins.</param>
/// <param name="Definition">What it sets.</param>
/// <param name="IsOperators">Whether it bounds what users set, instead of setting it.</param>
internal sealed record PolicyPicture(
    string Name,
    string Pattern,
    string AppliesTo,
    int Priority,
    IReadOnlyDictionary<string, string> Definition,
    bool IsOperators = false)
{
    /// <summary>Whether it is for a queue.</summary>
    public bool Covers(QueuePicture queue) =>
        (AppliesTo is "queues" or "all" || AppliesTo == $"{queue.Type}_queues")
        && PermissionPicture.Allows(Pattern, queue.Name);

    /// <summary>Those of one kind that are for a queue, the winner first.</summary>
    public static IReadOnlyList<PolicyPicture> For(
        QueuePicture queue, IReadOnlyList<PolicyPicture> policies, bool operators) =>
        [.. policies
            .Where(policy => policy.IsOperators == operators && policy.Covers(queue))
            .OrderByDescending(policy => policy.Priority)];

    /// <summary>What holds for a queue: what the winner sets, within the bounds of the operator's.</summary>
    public static IReadOnlyDictionary<string, string> Effective(QueuePicture queue, IReadOnlyList<PolicyPicture> policies)
    {
        var holds = For(queue, policies, operators: false) is [var winner, ..]
            ? new Dictionary<string, string>(winner.Definition)
            : [];
        var bounds = For(queue, policies, operators: true) is [var bounding, ..] ? bounding.Definition : holds;
        foreach (var (key, bound) in bounds.ToList())
        {
            var isWithin = long.TryParse(holds.GetValueOrDefault(key), CultureInfo.InvariantCulture, out var set)
                && long.TryParse(bound, CultureInfo.InvariantCulture, out var most)
                && set <= most;
            holds[key] = isWithin ? holds[key] : bound;
        }

        return holds;
    }
}
