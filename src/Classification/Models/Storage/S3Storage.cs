namespace Streaming.Classification.Models.Storage;

/// <summary>
/// A store in S3-compatible storage. An object appears whole by itself; that no writer overwrites what another wrote is
/// left to the server, which is given a condition with every change. A folder that is being added or removed contains
/// <c>.unfinished</c>.
/// </summary>
internal sealed class S3Storage(S3Objects objects) : IModelStorage
{
    private const string Marker = ".unfinished";

    public string Location { get; } = objects.Address.ToString();

    public string Locate(string name) => objects.Locate(name);

    public StoredFile? Find(string name) => objects.Find(name);

    public IReadOnlyList<string> FoldersWith(string file) =>
        [.. objects.List("")
            .Select(name => name.Split('/'))
            .Where(parts => parts.Length == 2 && parts[1] == file)
            .Select(parts => parts[0])];

    public IReadOnlyList<string> FilesIn(string folder) =>
        [.. objects.List($"{folder}/").Select(name => name[(folder.Length + 1)..])];

    public void AddFolder(string folder, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        Create($"{folder}/{Marker}", []);
        foreach (var (name, content) in files)
        {
            Create($"{folder}/{name}", content);
        }

        objects.Delete([$"{folder}/{Marker}"]);
    }

    public bool Add(string name, byte[] content) => objects.TryPut(name, content, seen: null) is not null;

    public StoredFile Replace(string name, byte[] content, StoredFile? seen) =>
        objects.TryPut(name, content, seen) ?? throw Overtaken(name);

    public void RemoveFolder(string folder, string first)
    {
        Create($"{folder}/{Marker}", []);
        objects.Delete([$"{folder}/{first}"]);
        Clear(folder);
    }

    public void RemoveUnfinished()
    {
        var names = objects.List("");
        foreach (var marker in names.Where(name => name.EndsWith($"/{Marker}", StringComparison.Ordinal)))
        {
            var folder = marker[..^(Marker.Length + 1)];
            if (names.Contains($"{folder}/{ModelStore.ManifestFile}"))
            {
                // Added to the end, or its removal not begun: only the marker is left over.
                objects.Delete([marker]);
            }
            else
            {
                Clear(folder);
            }
        }
    }

    public void EnsureWritable() => objects.RequireConditions();

    public ILeaseContest Contend(TimeProvider time) => new S3LeaseContest(objects, time);

    // The marker goes last: until then the next writer knows what is left to do.
    private void Clear(string folder)
    {
        objects.Delete(FilesIn(folder).Where(name => name != Marker).Select(name => $"{folder}/{name}"));
        objects.Delete([$"{folder}/{Marker}"]);
    }

    private void Create(string name, byte[] content)
    {
        if (!Add(name, content))
        {
            throw Overtaken(name);
        }
    }

    private ModelException Overtaken(string name) => new(
        $"the store {Location} cannot be changed: another process has written {name} meanwhile; look, and try again");
}
