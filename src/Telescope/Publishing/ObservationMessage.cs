using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>What goes to the broker at once.</summary>
/// <param name="Observations">The observations in it.</param>
/// <param name="Body">Them as JSON, compressed if <paramref name="ContentEncoding"/> says so.</param>
/// <param name="ContentEncoding">How the body is compressed; null when it is not.</param>
internal sealed record ObservationMessage(
    IReadOnlyList<ObservationReceived> Observations, ReadOnlyMemory<byte> Body, string? ContentEncoding = null);
