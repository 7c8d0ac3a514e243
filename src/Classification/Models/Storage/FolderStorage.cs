using System.Text.RegularExpressions;

namespace Streaming.Classification.Models.Storage;

/// <summary>
/// A store in a folder. What is written gets a hidden name first and its own by a rename, after its content has reached
/// the disk.
/// </summary>
/// <param name="path">The folder; it need not exist.</param>
internal sealed partial class FolderStorage(string path) : IModelStorage
{
    public string Location { get; } = Path.GetFullPath(path);

    public string Locate(string name) => Path.Combine(Location, Path.Combine(name.Split('/')));

    public StoredFile? Find(string name)
    {
        var file = Locate(name);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            StoredFile.CheckLength(file, stream.Length);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return new StoredFile(content);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            throw new ModelException($"cannot read {file}: {fault.Message}", fault);
        }
    }

    public IReadOnlyList<string> FoldersWith(string file) => !Directory.Exists(Location)
        ? []
        : [.. Directory.EnumerateDirectories(Location)
            .Where(folder => File.Exists(Path.Combine(folder, file)))
            .Select(folder => Path.GetFileName(folder))];

    public IReadOnlyList<string> FilesIn(string folder) => !Directory.Exists(Locate(folder))
        ? []
        : [.. Directory.EnumerateFiles(Locate(folder)).Select(file => Path.GetFileName(file))];

    public void AddFolder(string folder, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        var unfinished = Unfinished(Locate(folder));
        Attempt(() =>
        {
            try
            {
                Directory.CreateDirectory(unfinished);
                foreach (var (name, content) in files)
                {
                    WriteDurably(Path.Combine(unfinished, name), content);
                }

                Directory.Move(unfinished, Locate(folder));
            }
            catch
            {
                Remove(unfinished);
                throw;
            }
        });
    }

    public bool Add(string name, byte[] content)
    {
        if (Find(name) is { } present)
        {
            return present.Content.AsSpan().SequenceEqual(content);
        }

        Replace(name, content, seen: null);
        return true;
    }

    // Under the lease nobody else changes it: what was seen is what is there.
    public StoredFile Replace(string name, byte[] content, StoredFile? seen)
    {
        Attempt(() =>
        {
            var file = Locate(name);
            var unfinished = Unfinished(file);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            WriteDurably(unfinished, content);
            File.Move(unfinished, file, overwrite: true);
        });
        return new StoredFile(content);
    }

    public void RemoveFolder(string folder, string first) => Attempt(() =>
    {
        var discarded = Unfinished(Locate(folder));
        Directory.Move(Locate(folder), discarded);
        Remove(discarded);
    });

    public void RemoveUnfinished() => Attempt(() =>
    {
        RemoveUnfinished(Location);
        foreach (var folder in Directory.EnumerateDirectories(Location))
        {
            RemoveUnfinished(folder);
        }
    });

    public void EnsureWritable() => Attempt(() =>
    {
        Directory.CreateDirectory(Location);
        using var probe = new FileStream(
            Path.Combine(Location, $".probe.{Guid.NewGuid():N}"),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            bufferSize: 1,
            FileOptions.DeleteOnClose);
    });

    public ILeaseContest Contend(TimeProvider time) => new FolderLeaseContest(Location, time);

    /// <summary>Removes a file or a folder, if that can be done.</summary>
    public static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            // No reader looks at such names, and the next writer tries again.
        }
    }

    private static void RemoveUnfinished(string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder).ToList())
        {
            if (UnfinishedName().IsMatch(Path.GetFileName(path)))
            {
                Remove(path);
            }
        }
    }

    private static void WriteDurably(string file, byte[] content)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    // The name that a file or folder has before it gets its own, and while it is removed.
    private static string Unfinished(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");

    private static bool IsOfFiles(Exception fault) => fault is IOException or UnauthorizedAccessException;

    private void Attempt(Action change)
    {
        try
        {
            change();
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            throw new ModelException($"the store {Location} cannot be changed: {fault.Message}", fault);
        }
    }

    [GeneratedRegex(@"^\..+\.[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex UnfinishedName();
}
