using Streaming.Classification.Observations;

namespace Streaming.Classification.Features;

/// <summary>How a feature follows from an observation; NaN when an input was not measured.</summary>
internal delegate double Formula(in Observation observation);

/// <summary>A number that a model looks at.</summary>
/// <param name="Name">Its name in manifests and on command lines.</param>
/// <param name="Inputs">What must be measured to have it; the position is always known.</param>
/// <param name="Formula">How it follows from an observation.</param>
internal sealed record Feature(string Name, IReadOnlyList<string> Inputs, Formula Formula);
