using Streaming.Classification.Models.Storage;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>A store in memory, for one writer and reader at a time.</summary>
internal sealed class MemoryStorage : IModelStorage
{
    private readonly Dictionary<string, byte[]> _files = [];

    public string Location => "memory";

    public string Locate(string name) => $"memory/{name}";

    public StoredFile? Find(string name) => _files.TryGetValue(name, out var content) ? new StoredFile(content) : null;

    /// <summary>Puts a file there, whatever it is.</summary>
    public void Put(string name, byte[] content) => _files[name] = content;

    public IReadOnlyList<string> FoldersWith(string file) =>
        [.. _files.Keys.Where(name => name.EndsWith($"/{file}", StringComparison.Ordinal))
            .Select(name => name[..^(file.Length + 1)])];

    public IReadOnlyList<string> FilesIn(string folder) =>
        [.. _files.Keys.Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Select(name => name[(folder.Length + 1)..])];

    public void AddFolder(string folder, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        foreach (var (name, content) in files)
        {
            Put($"{folder}/{name}", content);
        }
    }

    public bool Add(string name, byte[] content) => _files.TryAdd(name, content);

    public StoredFile Replace(string name, byte[] content, StoredFile? seen)
    {
        Put(name, content);
        return new StoredFile(content);
    }

    public void RemoveFolder(string folder, string first)
    {
        foreach (var name in FilesIn(folder))
        {
            _files.Remove($"{folder}/{name}");
        }
    }

    public void RemoveUnfinished()
    {
    }

    public void EnsureWritable()
    {
    }

    public ILeaseContest Contend(TimeProvider time) => new Nobody();

    private sealed class Nobody : ILeaseContest, IStoreLease
    {
        public TimeSpan RetryInterval => TimeSpan.Zero;

        public IStoreLease? TryTake() => this;

        public string DescribeHolder() => "nobody";

        public void Confirm()
        {
        }

        public void Dispose()
        {
        }
    }
}
