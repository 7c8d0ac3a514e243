using Streaming.Contracts;

namespace Streaming.Worker.Models;

/// <summary>What became of a champion in this worker: exactly one of the two events.</summary>
/// <param name="EventId">The event's message id, the same whenever it is sent again.</param>
/// <param name="Activated">Set when the model is in use.</param>
/// <param name="Refused">Set when it must not be used.</param>
internal sealed record ModelReport(Guid EventId, ModelActivated? Activated, ModelRefused? Refused);
