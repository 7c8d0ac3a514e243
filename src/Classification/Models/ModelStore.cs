using System.Text.Json;
using System.Text.RegularExpressions;

namespace Streaming.Classification.Models;

/// <summary>
/// A folder of models: <c>VERSION/model.zip</c> with <c>VERSION/manifest.json</c>, and <c>champion.json</c>. A version
/// never changes once it is there; the champion is exchanged by renaming a finished file over the old one, so a reader
/// sees the old state or the new one.
/// </summary>
internal sealed partial class ModelStore(string path)
{
    public const string ModelFile = "model.zip";
    public const string ManifestFile = "manifest.json";
    public const string ChampionFile = "champion.json";

    /// <summary>The folder, absolute.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Reads which model is to be used.</summary>
    /// <returns>The record, or null when nothing has been promoted.</returns>
    /// <exception cref="ModelException">The file cannot be read.</exception>
    public ChampionRecord? ReadChampion()
    {
        var file = System.IO.Path.Combine(Path, ChampionFile);
        return File.Exists(file) ? Read<ChampionRecord>(file) : null;
    }

    /// <exception cref="ModelException">The store has no such version, or its manifest cannot be read.</exception>
    public ModelManifest ReadManifest(string version)
    {
        var file = System.IO.Path.Combine(FolderOf(version), ManifestFile);
        return File.Exists(file)
            ? Read<ModelManifest>(file)
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

    /// <summary>Adds a model. It appears with all its files or not at all.</summary>
    /// <param name="manifest">What is to be known about it.</param>
    /// <param name="model">The bytes of model.zip.</param>
    /// <param name="attachments">Further files by their names, for people: no worker reads them.</param>
    /// <exception cref="ModelException">
    /// The version is there already (models never change), or writing failed.
    /// </exception>
    public void Add(ModelManifest manifest, byte[] model, params IEnumerable<(string Name, byte[] Content)> attachments)
    {
        var folder = FolderOf(manifest.Version);
        if (Directory.Exists(folder))
        {
            throw new ModelException($"the store {Path} already has a model '{manifest.Version}'");
        }

        var unfinished = new DirectoryInfo(System.IO.Path.Combine(Path, $".{manifest.Version}.{Guid.NewGuid():N}"));
        try
        {
            unfinished.Create();
            WriteDurably(System.IO.Path.Combine(unfinished.FullName, ModelFile), model);
            WriteDurably(
                System.IO.Path.Combine(unfinished.FullName, ManifestFile),
                JsonSerializer.SerializeToUtf8Bytes(manifest, ModelManifest.Json));
            foreach (var (name, content) in attachments)
            {
                WriteDurably(System.IO.Path.Combine(unfinished.FullName, name), content);
            }

            unfinished.MoveTo(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Abandon(unfinished);
            throw new ModelException(
                $"the store {Path} cannot take model '{manifest.Version}': {fault.Message}", fault);
        }
    }

    /// <summary>Makes a version the champion.</summary>
    /// <exception cref="ModelException">The store has no such version.</exception>
    public ChampionRecord Promote(string version, DateTimeOffset at)
    {
        var manifest = ReadManifest(version);
        var champion = ReadChampion();
        string[] older = champion is null ? [] : [champion.Version, .. champion.Previous];
        var previous = older.Where(name => name != version).Distinct().ToList();
        var next = new ChampionRecord(manifest.Version, at, previous);

        var unfinished = System.IO.Path.Combine(Path, $".{ChampionFile}.{Guid.NewGuid():N}");
        WriteDurably(unfinished, JsonSerializer.SerializeToUtf8Bytes(next, ModelManifest.Json));
        File.Move(unfinished, System.IO.Path.Combine(Path, ChampionFile), overwrite: true);
        return next;
    }

    // A version may come from a message or a command line: it is a name inside the store, never a path.
    private string FolderOf(string version) => VersionName().IsMatch(version)
        ? System.IO.Path.Combine(Path, version)
        : throw new ModelException($"'{version}' is not a model version");

    private static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), ModelManifest.Json)
                ?? throw new ModelException($"{file} is empty");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"cannot read {file}: {fault.Message}", fault);
        }
    }

    private static void Abandon(DirectoryInfo unfinished)
    {
        try
        {
            unfinished.Delete(recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What made writing fail may forbid this too; the name is no version's, so nobody takes it for a model.
        }
    }

    private static void WriteDurably(string file, byte[] content)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionName();
}
