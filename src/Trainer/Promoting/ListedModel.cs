using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;

namespace Streaming.Trainer.Promoting;

/// <summary>A model of the store and what became of it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="State">Its state.</param>
/// <param name="Reasons">Why it was refused; empty when it was not.</param>
/// <param name="CreatedAt">When it was made, UTC; null when its manifest cannot be read.</param>
/// <param name="TrainingRows">Rows that trained it; null when that is not known.</param>
/// <param name="Photometry">What the bands of its data held; null when that is not known.</param>
/// <param name="HoldOut">Its metrics on the hold-out; null when they are not known.</param>
/// <param name="Signature">Which key has signed it, and whether that is so.</param>
/// <param name="Fault">Why its manifest cannot be read; null when it can.</param>
internal sealed record ListedModel(
    string Version,
    ModelState State,
    IReadOnlyList<string> Reasons,
    DateTimeOffset? CreatedAt,
    int? TrainingRows,
    IReadOnlyList<PhotometryDescription>? Photometry,
    ModelMetrics? HoldOut,
    SignatureStanding Signature,
    string? Fault)
{
    /// <summary>All models of a store, the oldest name first.</summary>
    /// <exception cref="ModelException">The champion or the history cannot be read.</exception>
    public static IReadOnlyList<ListedModel> Of(ModelStore store)
    {
        var champion = store.ReadChampion();
        var latest = store.ReadHistory()
            .Where(change => change.Kind != ChangeKind.Pruned)
            .GroupBy(change => change.Model)
            .ToDictionary(changes => changes.Key, changes => changes.Last());
        return [.. store.Versions().Select(version => Of(store, version, champion, latest.GetValueOrDefault(version)))];
    }

    private static ListedModel Of(ModelStore store, string version, ChampionRecord? champion, StoreChange? latest)
    {
        var state = version == champion?.Version ? ModelState.Champion
            : latest?.Kind == ChangeKind.Refused ? ModelState.Refused
            : champion?.Previous.Contains(version) == true ? ModelState.Previous
            : ModelState.None;
        var reasons = state == ModelState.Refused ? latest!.Reasons : [];
        var signature = SignedManifest.Standing(store, version);
        try
        {
            var manifest = store.ReadManifest(version);
            return ModelException.Guarding(version, () => new ListedModel(
                version, state, reasons, manifest.CreatedAt, manifest.Data?.TrainingRows.Values.Sum(),
                manifest.Data?.Photometry,
                manifest.Fullest().HoldOut,
                signature,
                null));
        }
        catch (ModelException fault)
        {
            return new ListedModel(version, state, reasons, null, null, null, null, signature, fault.Message);
        }
    }
}
