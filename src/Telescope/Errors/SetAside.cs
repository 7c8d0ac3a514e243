using System.Globalization;
using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Telescope.Kept;
using Streaming.Telescope.Publishing;

namespace Streaming.Telescope.Errors;

/// <summary>A message that a worker or the broker set aside, and what its headers say of that.</summary>
/// <param name="Message">The message.</param>
/// <param name="Reason">Why, in one line.</param>
/// <param name="Time">When; null when nothing says so.</param>
internal sealed record SetAside(KeptMessage Message, string Reason, DateTimeOffset? Time)
{
    public const string Unknown = "unknown: no header tells";

    /// <summary>The queues of such messages.</summary>
    public static IReadOnlyList<string> Queues { get; } =
        [ObservationsTopology.ErrorQueue, ObservationsTopology.BulkErrorQueue, ObservationsTopology.Dead];

    /// <summary>Where it came from, and goes again.</summary>
    public Route Route
    {
        get
        {
            var queue = Message.Queue != ObservationsTopology.Dead ? Message.Queue
                : MessageHeaders.Text(Death(Message.Properties)?.GetValueOrDefault("queue"))
                    ?? Message.Properties.Text("x-first-death-queue");
            return queue?.StartsWith(ObservationsTopology.BulkQueue, StringComparison.Ordinal) is true
                ? Route.Bulk
                : Route.Single;
        }
    }

    /// <summary>Reads the headers: the worker's own, then MassTransit's, then the broker's.</summary>
    public static SetAside Of(KeptMessage message)
    {
        var properties = message.Properties;
        var death = Death(properties);
        var reason = properties.Text(ObservationsTopology.ReasonHeader) ?? Fault(properties) ?? Broker(properties, death);
        return new(message, SafeText.Line(reason ?? Unknown), TimeOf(properties, death));
    }

    private static string? Fault(IReadOnlyBasicProperties properties)
    {
        // Without its namespace, which says nothing to an operator.
        var type = properties.Text("MT-Fault-ExceptionType")?.Split('.')[^1];
        return (type, properties.Text("MT-Fault-Message")) switch
        {
            (null, var message) => message,
            (_, null) => type,
            (_, var message) => $"{type}: {message}",
        };
    }

    private static string? Broker(IReadOnlyBasicProperties properties, IReadOnlyDictionary<string, object?>? death)
    {
        var reason = MessageHeaders.Text(death?.GetValueOrDefault("reason")) ?? properties.Text("x-first-death-reason");
        var queue = MessageHeaders.Text(death?.GetValueOrDefault("queue")) ?? properties.Text("x-first-death-queue");
        return reason is null || queue is null ? reason : $"{reason} of {queue}";
    }

    private static DateTimeOffset? TimeOf(IReadOnlyBasicProperties properties, IReadOnlyDictionary<string, object?>? death)
    {
        if (DateTimeOffset.TryParse(
            properties.Text(ObservationsTopology.FailedAtHeader) ?? properties.Text("MT-Fault-Timestamp"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time))
            return time.ToUniversalTime();
        return (death?.GetValueOrDefault("time"), properties.Header("timestamp_in_ms")) switch
        {
            (AmqpTimestamp { UnixTime: > 0 and < MessageHeaders.EndOfCalendar } died, _) =>
                DateTimeOffset.FromUnixTimeSeconds(died.UnixTime),
            // When it entered the broker, which was not long before.
            (_, long entered) when entered is > 0 and < (1_000 * MessageHeaders.EndOfCalendar) =>
                DateTimeOffset.FromUnixTimeMilliseconds(entered),
            _ when properties.IsTimestampPresent() && properties.Timestamp.UnixTime is > 0 and < MessageHeaders.EndOfCalendar =>
                DateTimeOffset.FromUnixTimeSeconds(properties.Timestamp.UnixTime),
            _ => null,
        };
    }

    // The latest comes first.
    private static IReadOnlyDictionary<string, object?>? Death(IReadOnlyBasicProperties properties) =>
        properties.Header("x-death") is IList<object?> { Count: > 0 } deaths
            ? deaths[0] as IReadOnlyDictionary<string, object?>
            : null;
}
