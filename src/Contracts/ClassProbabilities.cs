using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Streaming.Contracts;

/// <summary>Probability of each class, each in [0, 1], together 1 (to rounding).</summary>
public sealed record ClassProbabilities
{
    /// <summary>Probability that the object is a star.</summary>
    [JsonPropertyName(ObjectClass.Star), Range(0.0, 1.0)]
    public required double Star { get; init; }

    /// <summary>Probability that the object is a galaxy.</summary>
    [JsonPropertyName(ObjectClass.Galaxy), Range(0.0, 1.0)]
    public required double Galaxy { get; init; }

    /// <summary>Probability that the object is a quasar.</summary>
    [JsonPropertyName(ObjectClass.Qso), Range(0.0, 1.0)]
    public required double Qso { get; init; }
}
