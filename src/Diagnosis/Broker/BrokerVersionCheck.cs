using System.Globalization;

namespace Streaming.Diagnosis.Broker;

/// <summary>Whether the broker is new enough.</summary>
internal static class BrokerVersionCheck
{
    public const string Code = "broker_version";

    // The first with dead letters of quorum queues that are kept until they have arrived.
    private static readonly Version Oldest = new(3, 10);

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        var text = broker.Version is { } version
            ? $"RabbitMQ {version}" + (broker.Erlang is { } erlang ? $", Erlang {erlang}" : "")
            : "the broker does not tell its version";
        yield return broker.Version is null ? Finding.NotAsked(Code, text)
            : Parse(broker.Version) >= Oldest ? Finding.Ok(Code, text)
            : Finding.Wrong(
                Code,
                $"{text}: older than {Oldest}",
                "before it a quorum queue can lose a message on its way to the dead letters",
                "upgrade the broker, 3.13 first, then 4: docs/how-to/upgrade.md");
    }

    /// <summary>First number of a version; 0 when there is none.</summary>
    public static int Major(string? version) => Parse(version).Major;

    private static Version Parse(string? version)
    {
        // A pre-release has more than numbers: 4.2.0-rc.1.
        var numbers = version?.Split('-', '+')[0] ?? "";
        return Version.TryParse(numbers, out var read) ? read
            : int.TryParse(numbers, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? new Version(major, 0)
            : new Version(0, 0);
    }
}
