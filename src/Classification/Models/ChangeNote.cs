namespace Streaming.Classification.Models;

/// <summary>Who changes the store, when and why.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who: a person or a job.</param>
/// <param name="Why">Their words; null when they gave none.</param>
/// <param name="Figures">What the decision rests on; null when it rests on no figures.</param>
internal sealed record ChangeNote(DateTimeOffset At, string By, string? Why = null, ChangeFigures? Figures = null);
