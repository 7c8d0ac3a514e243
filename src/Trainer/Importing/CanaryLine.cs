using Streaming.Classification.Observations;

namespace Streaming.Trainer.Importing;

/// <summary>A row of a canary file.</summary>
/// <param name="Line">Number of its line, the first being 1.</param>
/// <param name="Observation">What the model looks at; NaN where it does not look.</param>
/// <param name="Probabilities">What the original library said, in the model's class order.</param>
internal sealed record CanaryLine(long Line, Observation Observation, double[] Probabilities);
