using System.Globalization;
using Streaming.Diagnosis.Broker;

namespace Streaming.Diagnosis.Queues;

/// <summary>
/// Whether workers may crash often enough: each crash counts against every message that the worker held, and what has
/// reached the limit is taken from the queue.
/// </summary>
internal static class DeliveryLimitCheck
{
    public const string Code = "delivery_limit";

    /// <summary>
    /// Fewer deliveries are too few. A pod in a crash loop comes back every five minutes: this lasts a night.
    /// </summary>
    public const int Fewest = 100;

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var held = picture.Settings.Select(one => one.Settings.Batching.PrefetchCount).DefaultIfEmpty().Max();
        return picture.Broker!.Limited().Select(queue => Of(picture.Broker!, queue, held));
    }

    /// <summary>Of one queue.</summary>
    /// <param name="broker">Its broker.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="held">How many messages a worker holds; 0 when that is not known.</param>
    public static Finding Of(BrokerPicture broker, QueuePicture queue, int held)
    {
        var rules = new QueueRules(queue);
        if (!rules.IsWhole)
        {
            return Finding.NotAsked(Code, $"{queue.Name}: its policies are not known");
        }

        if (rules.DeliveryLimit(BrokerVersionCheck.Major(broker.Version)) is not { } limit)
        {
            return Finding.Ok(Code, $"{queue.Name}: no limit");
        }

        if (limit >= Fewest)
        {
            return Finding.Ok(Code, $"{queue.Name}: {limit}");
        }

        var each = held > 0 ? string.Create(CultureInfo.InvariantCulture, $"up to {held:N0} messages") : "every message";
        var crashes = $"{queue.Name}: {limit}, fewer than {Fewest}: a crash counts against {each} that a worker holds";
        // No policy raises what an argument sets.
        var remedy = rules.ArgumentLimit is < Fewest
            ? QueueTypeCheck.Replace(queue.Name)
            : Remedies.Policy(broker, queue);
        return rules.DeadLetterExchange is null
            ? Finding.Wrong(
                Code,
                crashes,
                $"after {limit} crashes the broker drops them: there is no dead-letter exchange",
                remedy)
            : Finding.Warning(
                Code,
                crashes,
                $"after {limit} crashes they are no longer classified, but kept as dead letters",
                remedy);
    }
}
