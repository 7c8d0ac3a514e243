using Streaming.Classification.Observations;

namespace Streaming.Classification.Features;

/// <summary>A number that a model looks at.</summary>
/// <param name="Name">Its name in manifests and on command lines.</param>
/// <param name="Inputs">What must be measured to have it; the position is always known.</param>
/// <param name="Formula">How it follows from an observation.</param>
internal sealed record Feature(string Name, IReadOnlyList<string> Inputs, Func<Observation, double> Formula);
