namespace Streaming.Worker.Telemetry;

/// <summary>
/// Names of the attributes of our spans. Those of messaging are OpenTelemetry's conventions, version 1.44
/// (https://opentelemetry.io/docs/specs/semconv/messaging/rabbitmq/).
/// </summary>
internal static class SpanAttributes
{
    public const string System = "messaging.system";
    public const string Destination = "messaging.destination.name";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string MessageCount = "messaging.batch.message_count";
    public const string MessageId = "messaging.message.id";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string ErrorType = "error.type";
    public const string ClosedBy = "streaming.batch.closed_by";
    public const string ModelVersion = "streaming.model.version";
    public const string ObservationId = "streaming.observation.id";
}
