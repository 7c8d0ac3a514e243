namespace Streaming.Trainer;

/// <summary>The folder of <c>--out</c>, for commands that write a page and what belongs to it.</summary>
internal static class OutputFolder
{
    /// <summary>Makes the folder if need be: that it cannot be made is found out before the work, not after it.</summary>
    /// <exception cref="FailureException">It cannot be made.</exception>
    public static void Ensure(string folder) => Guarded(folder, () => Directory.CreateDirectory(folder));

    /// <returns>The full path of the file.</returns>
    /// <exception cref="FailureException">It cannot be written.</exception>
    public static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(Path.GetFullPath(folder), name);
        Guarded(folder, () => File.WriteAllText(path, text));
        return path;
    }

    private static void Guarded(string folder, Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"--out {folder}: cannot be written: {fault.Message}", fault);
        }
    }
}
