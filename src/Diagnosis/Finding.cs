namespace Streaming.Diagnosis;

/// <summary>What a check has found.</summary>
/// <param name="Code">The check's, for machines.</param>
/// <param name="Verdict">How bad it is.</param>
/// <param name="Text">What is so, in one line.</param>
/// <param name="Why">Why it matters; null where nothing is to be done.</param>
/// <param name="Remedy">The command, or what else mends it; null where nothing is to be done.</param>
internal sealed record Finding(string Code, Verdict Verdict, string Text, string? Why = null, string? Remedy = null)
{
    public static Finding Ok(string code, string text) => new(code, Verdict.Ok, text);

    public static Finding NotAsked(string code, string text, string? remedy = null) =>
        new(code, Verdict.NotAsked, text, Remedy: remedy);

    public static Finding Warning(string code, string text, string why, string remedy) =>
        new(code, Verdict.Warning, text, why, remedy);

    public static Finding Wrong(string code, string text, string why, string remedy) =>
        new(code, Verdict.Wrong, text, why, remedy);
}
