using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Data;
using Streaming.Trainer.Messaging;

namespace Streaming.Trainer.Promoting;

/// <summary>
/// Changes the champion: under the store's lease, after every check that a worker will make, with an entry in the
/// history, and told to the workers.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="announcement">How workers are told.</param>
/// <param name="wait">How long to wait while another process changes the store.</param>
/// <param name="screen">Where it is said what happens.</param>
/// <param name="time">The clock.</param>
internal sealed class Promotion(
    ModelStore store, ModelAnnouncement announcement, TimeSpan wait, Screen screen, TimeProvider time)
{
    /// <summary>The key that signs what is promoted, once it may be; null to leave it as it is.</summary>
    public SigningKey? Key { get; init; }

    // What is to be signed need not be signed yet.
    private ModelStore Challengers => Key is null ? store : store.Unchecked();

    /// <summary>
    /// Promotes a challenger if it is good enough on the hold-out of the data; else it is refused and stays.
    /// </summary>
    /// <exception cref="ModelException">There is no such model, or the store cannot be changed.</exception>
    /// <exception cref="FailureException">The data has no hold-out.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the champion is as it was.</exception>
    public Task<Verdict> ChallengeAsync(
        string version, LabelledData data, GateMargins margins, Decider decider, CancellationToken cancellation) =>
        ChallengeAsync(
            version,
            (challenger, champion) => PromotionGate.Measure(challenger, champion, data, cancellation),
            margins,
            decider,
            cancellation);

    /// <summary>
    /// Promotes a challenger if the figures recorded at the training of both say that it is good enough.
    /// </summary>
    /// <exception cref="ModelException">There is no such model, or the store cannot be changed.</exception>
    /// <exception cref="FailureException">The figures cannot be compared.</exception>
    public Task<Verdict> ChallengeByRecordAsync(
        string version, GateMargins margins, Decider decider, CancellationToken cancellation) =>
        ChallengeAsync(
            version,
            (challenger, champion) => PromotionGate.Recorded(challenger, champion, cancellation)
                ?? throw new FailureException(
                    $"{version} was not measured on the same data as the champion: give --data to measure both, or "
                    + "--force with --why to promote it unmeasured"),
            margins,
            decider,
            cancellation);

    /// <summary>Promotes a model whatever its figures are.</summary>
    /// <exception cref="ModelException">There is no such model, or the store cannot be changed.</exception>
    public Task<Verdict> PromoteAsync(string version, Decider decider, CancellationToken cancellation) =>
        ChallengeAsync(version, (_, _) => null, new GateMargins(), decider, cancellation);

    /// <summary>Makes a champion of before the champion again.</summary>
    /// <param name="version">Which; null for the latest that is still in the store.</param>
    /// <param name="decider">In whose name.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ModelException">
    /// It must not be used, was no champion, or the store cannot be changed.
    /// </exception>
    /// <exception cref="FailureException">There is none to go back to.</exception>
    public async Task<ChampionRecord> RollBackAsync(string? version, Decider decider, CancellationToken cancellation)
    {
        using var writer = await ModelStoreWriter.OpenAsync(store, wait, time, cancellation);
        var before = store.ReadChampion() ?? throw new FailureException($"the store {store.Path} has no champion");
        var target = version
            ?? before.Previous.FirstOrDefault(store.Versions().Contains)
            ?? throw new FailureException($"there is no champion before {before.Version} to go back to");
        var model = ModelLoader.Load(store, target);
        var champion = writer.RollBack(target, Note(decider, null));
        screen.Line($"champion: {before.Version} → {target} (rolled back)");
        await announcement.PublishAsync(champion, model.Manifest, cancellation);
        return champion;
    }

    /// <summary>Makes the champion of another store the first champion of this one.</summary>
    /// <param name="source">The other store.</param>
    /// <param name="decider">In whose name.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ModelException">It must not be used, or the store cannot be changed.</exception>
    /// <exception cref="FailureException">The other store has no champion.</exception>
    public async Task AdoptAsync(ModelStore source, Decider decider, CancellationToken cancellation)
    {
        using var writer = await ModelStoreWriter.OpenAsync(store, wait, time, cancellation);
        if (store.ReadChampion() is { } present)
        {
            screen.Line($"{store.Path} has a champion already, {present.Version}: nothing to do");
            return;
        }

        var version = source.ReadChampion()?.Version
            ?? throw new FailureException($"the store {source.Path} has no champion");
        if (!store.Versions().Contains(version))
        {
            writer.Copy(source, version);
        }

        var model = ModelLoader.Load(Challengers, version);
        Sign(writer, model.Manifest);
        var champion = writer.Promote(version, Note(decider, null));
        screen.Line($"champion: none → {version}, from {source.Path}");
        await announcement.PublishAsync(champion, model.Manifest, cancellation);
    }

    private async Task<Verdict> ChallengeAsync(
        string version,
        Func<ModelSnapshot, ModelSnapshot?, GateComparison?> compare,
        GateMargins margins,
        Decider decider,
        CancellationToken cancellation)
    {
        // Held while measuring too: the champion that was measured must be the one that is replaced.
        using var writer = await ModelStoreWriter.OpenAsync(store, wait, time, cancellation);
        var before = store.ReadChampion()?.Version;
        if (!store.Versions().Contains(version))
        {
            // Says that there is no such model, or that this is no name of one.
            store.ReadManifest(version);
        }

        ModelSnapshot challenger;
        try
        {
            challenger = ModelLoader.Load(Challengers, version);
        }
        catch (ModelException fault)
        {
            return Refuse(writer, new Verdict(version, before, [fault.Message], null), decider);
        }

        if (before == version)
        {
            screen.Line($"{version} is the champion already");
            return new Verdict(version, before, [], null);
        }

        var comparison = compare(challenger, before is null ? null : LoadChampion(before));
        cancellation.ThrowIfCancellationRequested();
        var reasons = comparison is null ? [] : GateCriteria.ReasonsAgainst(comparison, margins);
        if (comparison is not null)
        {
            GateTable.Write(screen, comparison);
        }

        if (reasons.Count > 0)
        {
            return Refuse(writer, new Verdict(version, before, reasons, comparison), decider);
        }

        Sign(writer, challenger.Manifest);
        var champion = writer.Promote(version, Note(decider, comparison));
        screen.Line($"champion: {before ?? "none"} → {version}");
        await announcement.PublishAsync(champion, challenger.Manifest, cancellation);
        return new Verdict(version, version, [], comparison);
    }

    private void Sign(ModelStoreWriter writer, ModelManifest manifest)
    {
        if (Key is not null)
        {
            writer.Sign(manifest, Key);
            screen.Line($"signed by key {Key.KeyId}");
        }
    }

    private Verdict Refuse(ModelStoreWriter writer, Verdict verdict, Decider decider)
    {
        writer.Refuse(verdict.Version, verdict.Reasons, Note(decider, verdict.Comparison));
        screen.Line($"refused: {verdict.Version} stays in the store, champion stays {verdict.Champion ?? "none"}");
        foreach (var reason in verdict.Reasons)
        {
            screen.Line($"  {reason}");
        }

        return verdict;
    }

    // A champion that no worker can load must not keep every other model out.
    private ModelSnapshot? LoadChampion(string version)
    {
        try
        {
            return ModelLoader.Load(store, version);
        }
        catch (ModelException fault)
        {
            screen.Complain($"warning: the champion cannot be used, the challenger is judged alone: {fault.Message}");
            return null;
        }
    }

    private ChangeNote Note(Decider decider, GateComparison? comparison) =>
        new(time.GetUtcNow(), decider.By, decider.Why, comparison is null ? null : GateFigures.Of(comparison));
}
