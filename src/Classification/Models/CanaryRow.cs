using System.Text.Json.Serialization;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Models;

/// <summary>A simulated observation and what the ensemble must say of it.</summary>
/// <param name="Observation">The observation.</param>
/// <param name="Probabilities">Expected probabilities, in the manifest's class order.</param>
internal sealed record CanaryRow(
    Observation Observation,
    [property: JsonConverter(typeof(CompactNumbers))] IReadOnlyList<double> Probabilities);
