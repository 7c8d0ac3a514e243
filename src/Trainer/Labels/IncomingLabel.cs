using RabbitMQ.Client;

namespace Streaming.Trainer.Labels;

/// <summary>A message of the queue that waits to be acknowledged.</summary>
/// <param name="Tag">The delivery's number on its channel.</param>
/// <param name="Properties">What the publisher said of it.</param>
/// <param name="Body">The bytes, whole.</param>
internal sealed record IncomingLabel(ulong Tag, IReadOnlyBasicProperties Properties, byte[] Body);
