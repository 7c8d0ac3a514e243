namespace Streaming.Classification.Models;

/// <summary>How two models differ in a figure, with the 95 % interval of the difference.</summary>
/// <param name="Value">The second model's figure less the first's.</param>
/// <param name="Low">The 2.5 % end.</param>
/// <param name="High">The 97.5 % end.</param>
internal sealed record FigureDifference(double Value, double Low, double High);
