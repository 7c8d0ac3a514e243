using System.Text.Json;
using Streaming.Classification.Models.Storage;

namespace Streaming.Classification.Models;

/// <summary>
/// Changes a store, under its lease. Whatever stops it between two steps, the store reads as before the change or as
/// after it; the next writer clears away what was half done.
/// </summary>
internal sealed class ModelStoreWriter : IDisposable
{
    private readonly ModelStore _store;
    private readonly IStoreLease _lease;

    // As it was when the lease was taken, or as this writer made it: nobody else's change is overwritten.
    private StoredFile? _seen;

    private ModelStoreWriter(ModelStore store, IStoreLease lease)
    {
        _store = store;
        _lease = lease;
        _seen = store.Storage.Find(ModelStore.ChampionFile);
    }

    private ChampionRecord? Champion => _store.Parse(_seen);

    /// <summary>Opens a store for changing, waiting while another process changes it.</summary>
    /// <exception cref="ModelException">It is held for longer, or cannot be written to.</exception>
    public static async Task<ModelStoreWriter> OpenAsync(
        ModelStore store, TimeSpan wait, TimeProvider time, CancellationToken cancellationToken) =>
        Open(store, await ModelStoreLease.AcquireAsync(store, wait, time, cancellationToken));

    /// <summary>Opens a store for changing at once.</summary>
    /// <exception cref="ModelException">Another process changes it, or it cannot be written to.</exception>
    public static ModelStoreWriter Open(ModelStore store) => Open(store, ModelStoreLease.Acquire(store));

    /// <summary>Adds a model. It appears with all its files or not at all.</summary>
    /// <param name="manifest">What is to be known about it.</param>
    /// <param name="ensembles">The bytes of the ensembles' files, in the manifest's order.</param>
    /// <param name="attachments">Further files by their names, for people: no worker reads them.</param>
    /// <exception cref="ModelException">
    /// The version is there already (models never change), or writing failed.
    /// </exception>
    public void Add(
        ModelManifest manifest,
        IEnumerable<byte[]> ensembles,
        params IEnumerable<(string Name, byte[] Content)> attachments) => AddFiles(
            manifest.Version,
            [
                .. manifest.Ensembles.Zip(ensembles, (one, file) => (one.File, file)),
                .. attachments,
                (ModelStore.ManifestFile, JsonSerializer.SerializeToUtf8Bytes(manifest, ModelManifest.Json)),
            ]);

    /// <summary>Adds a model of another store, as it stands there.</summary>
    /// <exception cref="ModelException">
    /// The other store has no such version, or cannot be read; the version is here already; or writing failed.
    /// </exception>
    public void Copy(ModelStore source, string version)
    {
        var manifest = source.ReadManifest(version);
        AddFiles(
            version,
            [
                .. manifest.Ensembles.Select(one => (one.File, source.ReadEnsemble(version, one.File))),
                (ModelStore.ManifestFile,
                    source.Storage.Find(ModelStore.NameOf(version, ModelStore.ManifestFile))!.Content),
            ]);
    }

    /// <summary>Makes a version the champion; the one before it can be rolled back to.</summary>
    /// <exception cref="ModelException">The store has no such version, or writing failed.</exception>
    public ChampionRecord Promote(string version, ChangeNote note)
    {
        string[] older = Champion is { } champion ? [champion.Version, .. champion.Previous] : [];
        return Crown(ChangeKind.Promoted, version, older, note);
    }

    /// <summary>
    /// Makes one of the champions before it the champion again. Those after it are not gone back to any more: a second
    /// rollback goes back further.
    /// </summary>
    /// <exception cref="ModelException">It was no champion, is no longer there, or writing failed.</exception>
    public ChampionRecord RollBack(string version, ChangeNote note)
    {
        var previous = Champion?.Previous ?? [];
        return previous.Contains(version)
            ? Crown(ChangeKind.RolledBack, version, previous.SkipWhile(name => name != version), note)
            : throw new ModelException($"'{version}' is not among the champions before the present one");
    }

    /// <summary>Notes that a challenger was judged and stays what it is.</summary>
    /// <exception cref="ModelException">Writing failed.</exception>
    public StoreChange Refuse(string version, IReadOnlyList<string> reasons, ChangeNote note) =>
        Note(ChangeKind.Refused, version, reasons, note);

    /// <summary>
    /// Removes a model. It disappears in one step; who reads it just then finds one of its files and not the other, and
    /// refuses it.
    /// </summary>
    /// <exception cref="ModelException">It is the champion, or cannot be removed.</exception>
    public void Remove(string version, ChangeNote note)
    {
        if (Champion?.Version == version)
        {
            throw new ModelException($"'{version}' is the champion and is not removed");
        }

        Note(ChangeKind.Pruned, version, [], note);
        _store.Storage.RemoveFolder(version, ModelStore.ManifestFile);
    }

    public void Dispose() => _lease.Dispose();

    // The manifest is the last file: a version is there when its manifest is.
    private void AddFiles(string version, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        if (_store.Storage.Find(ModelStore.NameOf(version, ModelStore.ManifestFile)) is not null)
        {
            throw new ModelException($"the store {_store.Path} already has a model '{version}'");
        }

        _lease.Confirm();
        _store.Storage.AddFolder(version, files);
    }

    private static ModelStoreWriter Open(ModelStore store, IStoreLease lease)
    {
        try
        {
            store.Storage.RemoveUnfinished();
            return new ModelStoreWriter(store, lease);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private ChampionRecord Crown(ChangeKind kind, string version, IEnumerable<string> older, ChangeNote note)
    {
        var manifest = _store.ReadManifest(version);
        var present = _store.Versions();
        var change = Entry(kind, manifest.Version, manifest.Version, [], note);
        var previous = older.Where(name => name != version && present.Contains(name)).Distinct().ToList();
        var champion = new ChampionRecord(manifest.Version, note.At, previous, change);
        _lease.Confirm();
        _seen = _store.Storage.Replace(
            ModelStore.ChampionFile, JsonSerializer.SerializeToUtf8Bytes(champion, ModelManifest.Json), _seen);
        _store.History.Add(change);
        return champion;
    }

    private StoreChange Note(ChangeKind kind, string version, IReadOnlyList<string> reasons, ChangeNote note)
    {
        var entry = Entry(kind, version, Champion?.Version, reasons, note);
        _lease.Confirm();
        _store.History.Add(entry);
        return entry;
    }

    private StoreChange Entry(
        ChangeKind kind, string version, string? to, IReadOnlyList<string> reasons, ChangeNote note)
    {
        var champion = Champion;
        if (champion?.Change is { } latest)
        {
            // Makes up for a writer that was killed between the two.
            _store.History.Add(latest);
        }

        return new StoreChange(
            _store.History.NextNumber(champion), kind, note.At, note.By, version, champion?.Version, to, note.Why,
            reasons, note.Figures);
    }
}
