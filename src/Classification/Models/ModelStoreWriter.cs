using System.Text.Json;

namespace Streaming.Classification.Models;

/// <summary>
/// Changes a store, under its lease. Whatever stops it between two steps, the store reads as before the change or as
/// after it; the next writer clears away what was half done.
/// </summary>
internal sealed class ModelStoreWriter : IDisposable
{
    private readonly ModelStore _store;
    private readonly ModelStoreLease _lease;

    private ModelStoreWriter(ModelStore store, ModelStoreLease lease)
    {
        _store = store;
        _lease = lease;
    }

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
    /// <param name="model">The bytes of model.zip.</param>
    /// <param name="attachments">Further files by their names, for people: no worker reads them.</param>
    /// <exception cref="ModelException">
    /// The version is there already (models never change), or writing failed.
    /// </exception>
    public void Add(ModelManifest manifest, byte[] model, params IEnumerable<(string Name, byte[] Content)> attachments)
    {
        var folder = _store.FolderOf(manifest.Version);
        if (Directory.Exists(folder))
        {
            throw new ModelException($"the store {_store.Path} already has a model '{manifest.Version}'");
        }

        var unfinished = Path.Combine(_store.Path, StoreFiles.Unfinished(manifest.Version));
        try
        {
            Directory.CreateDirectory(unfinished);
            StoreFiles.WriteDurably(Path.Combine(unfinished, ModelStore.ModelFile), model);
            StoreFiles.WriteDurably(
                Path.Combine(unfinished, ModelStore.ManifestFile),
                JsonSerializer.SerializeToUtf8Bytes(manifest, ModelManifest.Json));
            foreach (var (name, content) in attachments)
            {
                StoreFiles.WriteDurably(Path.Combine(unfinished, name), content);
            }

            Directory.Move(unfinished, folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            StoreFiles.Remove(unfinished);
            throw new ModelException(
                $"the store {_store.Path} cannot take model '{manifest.Version}': {fault.Message}", fault);
        }
    }

    /// <summary>Makes a version the champion; the one before it can be rolled back to.</summary>
    /// <exception cref="ModelException">The store has no such version, or writing failed.</exception>
    public ChampionRecord Promote(string version, ChangeNote note)
    {
        var champion = _store.ReadChampion();
        string[] older = champion is null ? [] : [champion.Version, .. champion.Previous];
        return Crown(ChangeKind.Promoted, version, older, note);
    }

    /// <summary>
    /// Makes one of the champions before it the champion again. Those after it are not gone back to any more: a second
    /// rollback goes back further.
    /// </summary>
    /// <exception cref="ModelException">It was no champion, is no longer there, or writing failed.</exception>
    public ChampionRecord RollBack(string version, ChangeNote note)
    {
        var previous = _store.ReadChampion()?.Previous ?? [];
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
        if (_store.ReadChampion()?.Version == version)
        {
            throw new ModelException($"'{version}' is the champion and is not removed");
        }

        Note(ChangeKind.Pruned, version, [], note);
        Attempt(() =>
        {
            var discarded = Path.Combine(_store.Path, StoreFiles.Unfinished(version));
            Directory.Move(_store.FolderOf(version), discarded);
            StoreFiles.Remove(discarded);
        });
    }

    public void Dispose() => _lease.Dispose();

    private static ModelStoreWriter Open(ModelStore store, ModelStoreLease lease)
    {
        try
        {
            var writer = new ModelStoreWriter(store, lease);
            writer.Attempt(() => StoreFiles.RemoveUnfinished(store.Path));
            return writer;
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
        Attempt(() =>
        {
            StoreFiles.Replace(_store.Path, ModelStore.ChampionFile, champion);
            _store.History.Add(change);
        });
        return champion;
    }

    private StoreChange Note(ChangeKind kind, string version, IReadOnlyList<string> reasons, ChangeNote note)
    {
        var entry = Entry(kind, version, _store.ReadChampion()?.Version, reasons, note);
        Attempt(() => _store.History.Add(entry));
        return entry;
    }

    private StoreChange Entry(
        ChangeKind kind, string version, string? to, IReadOnlyList<string> reasons, ChangeNote note)
    {
        var champion = _store.ReadChampion();
        Attempt(() => _store.History.Repair(champion));
        return new StoreChange(
            _store.History.NextNumber(champion), kind, note.At, note.By, version, champion?.Version, to, note.Why,
            reasons, note.Figures);
    }

    private void Attempt(Action change)
    {
        try
        {
            change();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"the store {_store.Path} cannot be changed: {fault.Message}", fault);
        }
    }
}
