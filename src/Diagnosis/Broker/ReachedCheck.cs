namespace Streaming.Diagnosis.Broker;

/// <summary>Whether the broker takes a connection.</summary>
internal static class ReachedCheck
{
    public const string Code = "broker_reached";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        yield return broker.Fault is { } fault
            ? Finding.Wrong(
                Code,
                fault,
                "nothing is published and nothing classified until it is reached",
                "start the broker, or name the right one: --broker amqp://user:password@host:port/vhost")
            : Finding.Ok(Code, $"{broker.Host}:{broker.Port}, virtual host {broker.VirtualHost}, user {broker.User}");
    }
}
