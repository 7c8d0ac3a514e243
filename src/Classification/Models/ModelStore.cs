using System.Text.RegularExpressions;

namespace Streaming.Classification.Models;

/// <summary>
/// A folder of models: <c>VERSION/model.zip</c> with <c>VERSION/manifest.json</c>, <c>champion.json</c>, and the
/// <c>history</c> of both. A version never changes once it is there; the champion is exchanged by renaming a finished
/// file over the old one, so a reader sees the old state or the new one. Changed by <see cref="ModelStoreWriter"/>.
/// </summary>
internal sealed partial class ModelStore(string path)
{
    public const string ModelFile = "model.zip";
    public const string ManifestFile = "manifest.json";
    public const string ChampionFile = "champion.json";

    /// <summary>The folder, absolute.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    internal ModelHistory History => new(System.IO.Path.Combine(Path, ModelHistory.Folder));

    /// <summary>Whether a text can be the name of a version: a plain name, never a path.</summary>
    public static bool IsVersion(string name) => VersionName().IsMatch(name);

    /// <summary>Reads which model is to be used.</summary>
    /// <returns>The record, or null when nothing has been promoted.</returns>
    /// <exception cref="ModelException">The file cannot be read.</exception>
    public ChampionRecord? ReadChampion()
    {
        var file = System.IO.Path.Combine(Path, ChampionFile);
        return File.Exists(file) ? StoreFiles.Read<ChampionRecord>(file) : null;
    }

    /// <exception cref="ModelException">The store has no such version, or its manifest cannot be read.</exception>
    public ModelManifest ReadManifest(string version)
    {
        var file = System.IO.Path.Combine(FolderOf(version), ManifestFile);
        return File.Exists(file)
            ? StoreFiles.Read<ModelManifest>(file)
            : throw new ModelException($"the store {Path} has no model '{version}'");
    }

    /// <summary>Reads the model file whole, so that what is checked is what is loaded.</summary>
    /// <exception cref="ModelException">The file is absent or cannot be read.</exception>
    public byte[] ReadModel(string version)
    {
        var file = System.IO.Path.Combine(FolderOf(version), ModelFile);
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"model '{version}': cannot read {ModelFile}: {fault.Message}", fault);
        }
    }

    /// <summary>Lists the versions that have a manifest, oldest name first.</summary>
    public IReadOnlyList<string> Versions() => !Directory.Exists(Path)
        ? []
        : [.. Directory.EnumerateDirectories(Path)
            .Where(folder => File.Exists(System.IO.Path.Combine(folder, ManifestFile)))
            .Select(folder => System.IO.Path.GetFileName(folder))
            .Where(name => VersionName().IsMatch(name))
            .Order(StringComparer.Ordinal)];

    /// <summary>Reads every change, the oldest first.</summary>
    /// <exception cref="ModelException">An entry cannot be read.</exception>
    public IReadOnlyList<StoreChange> ReadHistory() => History.Read(ReadChampion());

    /// <summary>As <see cref="ModelStoreWriter.Add"/>, at once.</summary>
    /// <exception cref="ModelException">Another process changes the store, or it cannot take the model.</exception>
    public void Add(ModelManifest manifest, byte[] model)
    {
        using var writer = ModelStoreWriter.Open(this);
        writer.Add(manifest, model);
    }

    /// <summary>As <see cref="ModelStoreWriter.Promote"/>, at once, in the name of who runs the process.</summary>
    /// <exception cref="ModelException">Another process changes the store, or it has no such version.</exception>
    public ChampionRecord Promote(string version, DateTimeOffset at)
    {
        using var writer = ModelStoreWriter.Open(this);
        return writer.Promote(version, new ChangeNote(at, Environment.UserName));
    }

    // A version may come from a message or a command line: it is a name inside the store, never a path.
    internal string FolderOf(string version) => VersionName().IsMatch(version) && version != ModelHistory.Folder
        ? System.IO.Path.Combine(Path, version)
        : throw new ModelException($"'{version}' is not a model version");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionName();
}
