namespace Streaming.Diagnosis.Broker;

/// <summary>Whether a network between sees the password.</summary>
internal static class TlsCheck
{
    public const string Code = "tls";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        yield return broker switch
        {
            { UsesTls: true } => Finding.Ok(Code, "the connection is encrypted"),
            { IsLoopback: true } => Finding.Ok(Code, "not encrypted, and does not leave this machine"),
            _ => Finding.Warning(
                Code,
                $"the connection to {broker.Host} is not encrypted",
                "whoever sees this network sees password, observations and events",
                "give the broker a certificate and use amqps://, or see that nobody else is on this network"),
        };
    }
}
