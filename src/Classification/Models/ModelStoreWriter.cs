using System.Text.Json;
using Streaming.Classification.Models.Signing;
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
    /// <param name="key">The key that signs it; null for none.</param>
    /// <param name="attachments">Further files by their names, for people: no worker reads them.</param>
    /// <exception cref="ModelException">
    /// The version is there already (models never change), or writing failed.
    /// </exception>
    public void Add(
        ModelManifest manifest,
        IEnumerable<byte[]> ensembles,
        SigningKey? key = null,
        params IEnumerable<(string Name, byte[] Content)> attachments)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(manifest, ModelManifest.Json);
        AddFiles(
            manifest.Version,
            [
                .. manifest.Ensembles.Zip(ensembles, (one, file) => (one.File, file)),
                .. attachments,
                .. key is null ? [] : new[] { (ModelSignature.File, Signed(content, key)) },
                (ModelStore.ManifestFile, content),
            ]);
    }

    /// <summary>Signs a model, in the place of a signature that it may have. Nothing else of it changes.</summary>
    /// <param name="known">The model as it was checked: another that has come to its place meanwhile is not signed.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ModelException">It is another one, or writing failed.</exception>
    public void Sign(ModelManifest known, SigningKey key)
    {
        var file = _store.ReadManifestFile(known.Version);
        var present = JsonSerializer.SerializeToUtf8Bytes(_store.Parse(file, known.Version), ModelManifest.Json);
        if (!present.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(known, ModelManifest.Json)))
        {
            throw new ModelException($"model '{known.Version}' has changed since it was checked, and is not signed");
        }

        var name = ModelStore.NameOf(known.Version, ModelSignature.File);
        _lease.Confirm();
        _store.Storage.Replace(name, Signed(file.Content, key), _store.Storage.Find(name));
    }

    /// <summary>Adds a model of another store, as it stands there.</summary>
    /// <exception cref="ModelException">
    /// The other store has no such version, or cannot be read; the version is here already; or writing failed.
    /// </exception>
    public void Copy(ModelStore source, string version)
    {
        var manifest = source.ReadManifestFile(version);
        var signature = source.Storage.Find(ModelStore.NameOf(version, ModelSignature.File));
        AddFiles(
            version,
            [
                .. source.Parse(manifest, version).Ensembles
                    .Select(one => (one.File, source.ReadEnsemble(version, one.File))),
                .. signature is null ? [] : new[] { (ModelSignature.File, signature.Content) },
                (ModelStore.ManifestFile, manifest.Content),
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

    private static byte[] Signed(byte[] manifest, SigningKey key) =>
        JsonSerializer.SerializeToUtf8Bytes(key.Sign(manifest), ModelManifest.Json);

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
        var change = Entry(kind, manifest.Version, manifest.Version, [], note) with
        {
            SignedBy = SignedManifest.Standing(_store, manifest.Version).KeyId,
        };
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
