using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>What a message held in one place: an observation, with or without fault, or a message that is at fault.</summary>
/// <param name="Body">Its own bytes, unpacked.</param>
/// <param name="Position">Its place in its message, from 0; null when it came alone, or is a whole message.</param>
/// <param name="Valid">The observation, when it is without fault.</param>
/// <param name="Fault">What is at fault; null when nothing is.</param>
internal readonly record struct ReadObservation(
    ReadOnlyMemory<byte> Body, int? Position, ValidObservation Valid, FaultyObservation? Fault = null);

/// <summary>An observation, or a message, that cannot be classified.</summary>
/// <param name="Read">What could be read of it.</param>
/// <param name="Reasons">Every fault.</param>
internal sealed record FaultyObservation(ObservationReceived Read, IReadOnlyList<RejectionReason> Reasons);
