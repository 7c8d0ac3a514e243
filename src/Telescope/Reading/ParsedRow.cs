using Streaming.Contracts;

namespace Streaming.Telescope.Reading;

/// <summary>A row of a file: an observation, or why there is none.</summary>
internal readonly record struct ParsedRow(ObservationReceived? Observation, string? Problem);
