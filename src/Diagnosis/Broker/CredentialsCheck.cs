namespace Streaming.Diagnosis.Broker;

/// <summary>Whether anybody knows the password.</summary>
internal static class CredentialsCheck
{
    public const string Code = "credentials";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        yield return broker switch
        {
            { HasDefaultCredentials: false } => Finding.Ok(Code, $"user {broker.User}, with a password of its own"),
            { IsLoopback: true } => Finding.Ok(Code, "user guest with the password guest, on this machine only"),
            _ => Finding.Wrong(
                Code,
                $"user guest with the password guest on {broker.Host}",
                "every broker begins with them: whoever reaches its port can read, send and delete everything",
                $"rabbitmqctl add_user NAME && rabbitmqctl set_permissions -p {broker.VirtualHost} NAME '.*' '.*' '.*' "
                + "&& rabbitmqctl delete_user guest"),
        };
    }
}
