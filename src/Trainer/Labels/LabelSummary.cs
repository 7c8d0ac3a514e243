namespace Streaming.Trainer.Labels;

/// <summary>The labels of one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Count">How many there are.</param>
/// <param name="WithRedshift">How many of them have a redshift.</param>
/// <param name="NewestLabel">When the newest was confirmed.</param>
/// <param name="LastReceived">When the last one came.</param>
internal sealed record LabelSummary(
    string Class, int Count, int WithRedshift, DateTimeOffset NewestLabel, DateTimeOffset LastReceived);
