namespace Streaming.Integration.Tests.Brokers;

/// <summary>
/// The broker that <c>ConnectionStrings__RabbitMq</c> names. Every test gets a virtual host of its own on it, so its
/// user needs the tag <c>administrator</c> and its management plug-in must answer: on port 15672 of the same host, or
/// where <c>RABBITMQ_MANAGEMENT</c> says.
/// </summary>
internal sealed class GivenRabbitMq(string connectionString) : IBroker
{
    public const string ConnectionStringVariable = "ConnectionStrings__RabbitMq";
    public const string ManagementVariable = "RABBITMQ_MANAGEMENT";

    public Uri Address { get; } = new(connectionString);

    public Uri Management =>
        new(Environment.GetEnvironmentVariable(ManagementVariable) ?? $"http://{Address.Host}:15672/");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
