namespace Streaming.Diagnosis.Broker;

/// <summary>Whether the management interface answers: most of what a broker knows of itself is told only there.</summary>
internal static class ManagementCheck
{
    public const string Code = "management";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var broker = picture.Broker!;
        yield return broker.ManagementFault is { } fault
            ? Finding.NotAsked(
                Code,
                $"no answer from {broker.Management}: {fault}",
                "rabbitmq-plugins enable rabbitmq_management, a user with the tag monitoring, or --management URL")
            : Finding.Ok(Code, $"{broker.Management}");
    }
}
