namespace Streaming.Classification.Models;

/// <summary>The content of champion.json: which model is to be used.</summary>
/// <param name="Version">The champion's version.</param>
/// <param name="PromotedAt">When it became champion, UTC.</param>
/// <param name="Previous">The champions before it, latest first.</param>
internal sealed record ChampionRecord(string Version, DateTimeOffset PromotedAt, IReadOnlyList<string> Previous);
