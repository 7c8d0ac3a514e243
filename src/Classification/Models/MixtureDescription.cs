using System.Text.Json.Serialization;

namespace Streaming.Classification.Models;

/// <summary>A mixture of normal distributions over magnitudes.</summary>
/// <param name="Bands">The bands, in u g r i z order.</param>
/// <param name="Components">Its parts.</param>
internal sealed record MixtureDescription(IReadOnlyList<string> Bands, IReadOnlyList<MixtureComponent> Components);

/// <summary>One normal distribution of a mixture.</summary>
/// <param name="Weight">Its share; those of all components are together 1.</param>
/// <param name="Mean">Mean magnitudes.</param>
/// <param name="Covariance">Covariance, mag², the lower triangle row by row.</param>
internal sealed record MixtureComponent(
    double Weight,
    [property: JsonConverter(typeof(CompactNumbers))] IReadOnlyList<double> Mean,
    [property: JsonConverter(typeof(CompactNumbers))] IReadOnlyList<double> Covariance);
