using System.Text.RegularExpressions;
using Streaming.Classification.Models.Signing;
using Streaming.Classification.Models.Storage;

namespace Streaming.Classification.Models;

/// <summary>
/// Models in a folder or in S3-compatible storage: a folder a version with <c>manifest.json</c> and a file for each
/// ensemble, <c>champion.json</c>, and the <c>history</c> of both. A version never changes once it is there; the champion
/// is exchanged in one step, so a reader sees the old state or the new one. Changed by <see cref="ModelStoreWriter"/>.
/// </summary>
internal sealed partial class ModelStore
{
    public const string ManifestFile = "manifest.json";
    public const string ChampionFile = "champion.json";

    /// <param name="path">A folder, which need not exist, or <c>s3://BUCKET/PREFIX</c>.</param>
    /// <exception cref="ModelException">It is no address in S3, or the settings name no server for it.</exception>
    public ModelStore(string path) : this(
        S3Address.IsMeantBy(path) ? new S3Storage(ObjectsAt(path)) : new FolderStorage(path))
    {
    }

    internal ModelStore(IModelStorage storage)
    {
        Storage = storage;
        Path = storage.Location;
    }

    /// <summary>The folder, absolute, or <c>s3://BUCKET/PREFIX</c>.</summary>
    public string Path { get; }

    /// <summary>The keys by one of which a model must be signed to be used; null when every model is taken.</summary>
    public TrustedKeys? Trusted { get; init; }

    internal IModelStorage Storage { get; }

    internal ModelHistory History => new(Storage);

    /// <summary>Whether a text can be the name of a version: a plain name, never a path.</summary>
    public static bool IsVersion(string name) =>
        VersionName().IsMatch(name) && name != ModelHistory.Folder;

    /// <summary>Reads which model is to be used.</summary>
    /// <returns>The record, or null when nothing has been promoted.</returns>
    /// <exception cref="ModelException">The file cannot be read.</exception>
    public ChampionRecord? ReadChampion() => Parse(Storage.Find(ChampionFile));

    /// <summary>The same store for who makes or signs models: it takes unsigned ones.</summary>
    public ModelStore Unchecked() => new(Storage);

    /// <summary>Reads a manifest to tell of it; to use a model, <see cref="ModelLoader"/> checks who signed it.</summary>
    /// <exception cref="ModelException">The store has no such version, or its manifest cannot be read.</exception>
    public ModelManifest ReadManifest(string version) => Parse(ReadManifestFile(version), version);

    /// <exception cref="ModelException">The store has no such version, or its manifest cannot be read.</exception>
    public StoredFile ReadManifestFile(string version) => Storage.Find(NameOf(version, ManifestFile))
        ?? throw new ModelException($"the store {Path} has no model '{version}'");

    /// <summary>Reads the file of an ensemble whole, so that what is checked is what is loaded.</summary>
    /// <exception cref="ModelException">The file is absent, is named by a path, or cannot be read.</exception>
    public byte[] ReadEnsemble(string version, string file)
    {
        if (!FileName().IsMatch(file))
        {
            throw new ModelException($"model '{version}': '{file}' is not the name of an ensemble's file");
        }

        var name = NameOf(version, file);
        return Storage.Find(name)?.Content
            ?? throw new ModelException(
                $"model '{version}': cannot read {file}: there is no {Storage.Locate(name)}");
    }

    /// <summary>The full name of a file that belongs to a version, for people.</summary>
    public string Locate(string version, string file) => Storage.Locate(NameOf(version, file));

    /// <summary>Lists the versions that have a manifest, oldest name first.</summary>
    /// <exception cref="ModelException">The store cannot be read.</exception>
    public IReadOnlyList<string> Versions() =>
        [.. Storage.FoldersWith(ManifestFile).Where(IsVersion).Order(StringComparer.Ordinal)];

    /// <summary>Reads every change, the oldest first.</summary>
    /// <exception cref="ModelException">An entry cannot be read.</exception>
    public IReadOnlyList<StoreChange> ReadHistory() => History.Read(ReadChampion());

    /// <summary>Adds a model with its ensembles' files, in the manifest's order, at once.</summary>
    /// <exception cref="ModelException">Another process changes the store, or it cannot take the model.</exception>
    public void Add(ModelManifest manifest, params IEnumerable<byte[]> ensembles)
    {
        using var writer = ModelStoreWriter.Open(this);
        writer.Add(manifest, ensembles);
    }

    /// <summary>As <see cref="ModelStoreWriter.Promote"/>, at once, in the name of who runs the process.</summary>
    /// <exception cref="ModelException">Another process changes the store, or it has no such version.</exception>
    public ChampionRecord Promote(string version, DateTimeOffset at)
    {
        using var writer = ModelStoreWriter.Open(this);
        return writer.Promote(version, new ChangeNote(at, Environment.UserName));
    }

    internal ChampionRecord? Parse(StoredFile? champion) =>
        champion is null ? null : StoreJson.Parse<ChampionRecord>(champion, Storage.Locate(ChampionFile));

    internal ModelManifest Parse(StoredFile manifest, string version) =>
        StoreJson.ParseManifest(manifest, Locate(version, ManifestFile));

    // A version may come from a message or a command line: it is a name inside the store, never a path.
    internal static string NameOf(string version, string file) => IsVersion(version)
        ? $"{version}/{file}"
        : throw new ModelException($"'{version}' is not a model version");

    private static S3Objects ObjectsAt(string path) => S3Address.TryParse(path, out var address)
        ? new S3Objects(S3Client.Create(address), address)
        : throw new ModelException($"'{path}' is not s3://BUCKET/PREFIX");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionName();

    // A manifest may come from anywhere: what it names is a file of its own folder.
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_-]{0,200}\.zip\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
