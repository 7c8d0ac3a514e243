namespace Streaming.Trainer.Evaluating;

/// <summary>A 95 % confidence interval.</summary>
/// <param name="Low">Its 2.5 % end.</param>
/// <param name="High">Its 97.5 % end.</param>
internal sealed record Interval(double Low, double High);
