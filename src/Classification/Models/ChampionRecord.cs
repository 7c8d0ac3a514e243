namespace Streaming.Classification.Models;

/// <summary>The content of champion.json: which model is to be used.</summary>
/// <param name="Version">The champion's version.</param>
/// <param name="PromotedAt">When it became champion, UTC.</param>
/// <param name="Previous">The champions before it, latest first: what a rollback goes back to.</param>
/// <param name="Change">
/// The entry of the history that made it champion. It stands here as well, so that one rename changes the champion and
/// its history together; null when the file was written by a version that kept no history.
/// </param>
internal sealed record ChampionRecord(
    string Version, DateTimeOffset PromotedAt, IReadOnlyList<string> Previous, StoreChange? Change = null);
