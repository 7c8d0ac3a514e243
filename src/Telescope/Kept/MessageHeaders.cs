using System.Globalization;
using System.Text;
using RabbitMQ.Client;
using Streaming.Contracts;

namespace Streaming.Telescope.Kept;

/// <summary>Headers as the client gives them: texts are bytes.</summary>
internal static class MessageHeaders
{
    // What tells of the way into the queue, not of the message: the broker's and MassTransit's notes on its end.
    private static readonly string[] Prefixes = ["MT-Fault-", "MT-Host-", "x-first-death-", "x-last-death-"];

    /// <summary>Seconds since 1970 that no calendar here has.</summary>
    public const long EndOfCalendar = 253_402_300_800;

    private static readonly string[] Names =
    [
        ObservationsTopology.ReasonHeader, ObservationsTopology.FailedAtHeader,
        "MT-Reason", "x-death", "x-delivery-count", "x-acquired-count",
        // The client's own number of the publish, which it sets anew.
        "x-dotnet-pub-seq-no",
    ];

    public static object? Header(this IReadOnlyBasicProperties properties, string name) =>
        properties.Headers?.TryGetValue(name, out var value) is true ? value : null;

    public static string? Text(this IReadOnlyBasicProperties properties, string name) =>
        Text(properties.Header(name));

    public static string? Text(object? value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value as string;

    /// <summary>A header's value in words, whatever it is.</summary>
    public static string Shown(object? value) => value switch
    {
        byte[] or string => Text(value)!,
        null => "",
        IDictionary<string, object?> fields =>
            $"{{{string.Join(", ", fields.Select(field => $"{field.Key}: {Shown(field.Value)}"))}}}",
        IEnumerable<object?> several => $"[{string.Join(", ", several.Select(Shown))}]",
        AmqpTimestamp { UnixTime: > 0 and < EndOfCalendar } time =>
            $"{DateTimeOffset.FromUnixTimeSeconds(time.UnixTime):yyyy-MM-dd'T'HH:mm:ss'Z'}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Whether a header tells why the message is where it is, and is left behind when it is sent again.</summary>
    public static bool IsOfFault(string name) =>
        Names.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
