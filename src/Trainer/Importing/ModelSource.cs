using System.Security.Cryptography;

namespace Streaming.Trainer.Importing;

/// <summary>The file that a model comes from.</summary>
/// <param name="Option">The option that named it.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Content">Its bytes as they lie there, read once; <see cref="ModelContent"/> unpacks them.</param>
internal sealed record ModelSource(string Option, string Path, byte[] Content)
{
    // A refusal may quote the file, and a broken file may hold anything.
    private const int LongestReason = 600;

    public string Name => System.IO.Path.GetFileName(Path);

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>What to do with a model in a form that is not read.</summary>
    public string HowToSave => Option == ImportCommand.XgboostOption
        ? "save the model with save_model('model.json') or save_model('model.ubj')"
        : "save the model with the booster's save_model('model.txt')";

    /// <exception cref="FailureException">The file cannot be read, or is larger than any model here.</exception>
    public static ModelSource Read(string option, string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return new ModelSource(option, path, BoundedRead.All(file)
                ?? throw new FailureException($"{option} {path}: {BoundedRead.TooLarge}"));
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

    /// <summary>Makes one line of a reason, whatever of the file it quotes.</summary>
    public FailureException Refuse(string reason)
    {
        var shown = reason.Length > LongestReason ? reason[..LongestReason] + "…" : reason;
        return new($"{Option} {Path}: {string.Concat(shown.Select(one => IsPlain(one) ? one : ' '))}");
    }

    // Line and paragraph separators are no control characters, but end a line where they are shown.
    private static bool IsPlain(char one) => !char.IsControl(one) && one is not ('\u2028' or '\u2029');
}
