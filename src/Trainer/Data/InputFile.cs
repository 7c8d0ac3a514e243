using System.Security.Cryptography;
using Streaming.Catalogues;
using Streaming.Catalogues.Tables;

namespace Streaming.Trainer.Data;

/// <summary>
/// A file that is read, and named in what is made of it by its digest. What can be read but once is copied to one.
/// </summary>
internal sealed class InputFile : IDisposable
{
    private readonly FileStream? _copy;
    private readonly (long Length, DateTime Written) _state;

    private InputFile(string path, FileStream? copy, string sha256)
    {
        (Path, _copy, Sha256) = (path, copy, sha256);
        _state = StateOf(path);
    }

    /// <summary>Where its content is.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of its content, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Takes a file, or <c>-</c>.</summary>
    /// <exception cref="CatalogueException">It cannot be read.</exception>
    public static InputFile Of(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new CatalogueException("a folder, not a file");
            }

            using var input = path == TableFile.StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            if (input is FileStream { CanSeek: true })
            {
                return new InputFile(path, copy: null, Convert.ToHexStringLower(SHA256.HashData(input)));
            }

            // A pipe, such as a shell's <(…), can be read but once.
            var copy = TemporaryFile.CopyOf(input);
            return new InputFile(copy.Name, copy, Convert.ToHexStringLower(SHA256.HashData(copy)));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CatalogueException("no such file", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CatalogueException($"cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Makes sure that what was read is what the digest is of.</summary>
    /// <exception cref="CatalogueException">The file was written to meanwhile.</exception>
    public void EnsureUnchanged()
    {
        if (StateOf(Path) != _state)
        {
            throw new CatalogueException("it was changed while it was read");
        }
    }

    public void Dispose() => _copy?.Dispose();

    private static (long, DateTime) StateOf(string path)
    {
        var file = new FileInfo(path);
        return (file.Length, file.LastWriteTimeUtc);
    }
}
