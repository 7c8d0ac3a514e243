using System.Security.Cryptography;

namespace Streaming.Trainer.Importing;

/// <summary>The file that a model comes from.</summary>
/// <param name="Option">The option that named it.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Content">Its bytes, read once.</param>
internal sealed record ModelSource(string Option, string Path, byte[] Content)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <exception cref="FailureException">The file cannot be read.</exception>
    public static ModelSource Read(string option, string path)
    {
        try
        {
            return new ModelSource(option, path, File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException($"{option} {path}: no such file", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{option} {path}: cannot be read: {fault.Message}", fault);
        }
    }

    public FailureException Refuse(string reason) => new($"{Option} {Path}: {reason}");
}
