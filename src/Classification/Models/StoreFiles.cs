using System.Text.Json;
using System.Text.RegularExpressions;

namespace Streaming.Classification.Models;

/// <summary>How the store's files are written and read: whole, or not at all.</summary>
internal static partial class StoreFiles
{
    /// <summary>Reads a file whole.</summary>
    /// <exception cref="ModelException">It cannot be read, or is not what it should be.</exception>
    public static T Read<T>(string file)
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

    /// <summary>Makes a file appear, or replaces it, in one step. What appears is on the disk already.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Replace<T>(string folder, string name, T content)
    {
        var unfinished = Path.Combine(folder, Unfinished(name));
        WriteDurably(unfinished, JsonSerializer.SerializeToUtf8Bytes(content, ModelManifest.Json));
        File.Move(unfinished, Path.Combine(folder, name), overwrite: true);
    }

    /// <summary>The name that a file or folder has before it gets its own, and while it is removed.</summary>
    public static string Unfinished(string name) => $".{name}.{Guid.NewGuid():N}";

    /// <summary>Removes what a writer that was killed has left in a folder. Only under the lease.</summary>
    public static void RemoveUnfinished(string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder).ToList())
        {
            if (UnfinishedName().IsMatch(Path.GetFileName(path)))
            {
                Remove(path);
            }
        }
    }

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
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // No reader looks at such names, and the next writer tries again.
        }
    }

    public static void WriteDurably(string file, byte[] content)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    [GeneratedRegex(@"^\..+\.[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex UnfinishedName();
}
