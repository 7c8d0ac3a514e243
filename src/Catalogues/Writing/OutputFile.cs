namespace Streaming.Catalogues.Writing;

/// <summary>Opens files to write, and words what is in the way.</summary>
internal static class OutputFile
{
    /// <summary>The file that a path leads to: a link stays, and what it leads to is replaced.</summary>
    public static string Target(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link
            && link.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? target.FullName
            : Path.GetFullPath(path);

    /// <summary>Opens a file that is to become another in the same folder. Nobody else can open it meanwhile.</summary>
    /// <param name="target">What it is to become.</param>
    /// <param name="name">Its name.</param>
    /// <param name="mode">Whether it may be there.</param>
    /// <exception cref="CatalogueException">There cannot be such a file, or another process has it open.</exception>
    public static FileStream Open(string target, string name, FileMode mode)
    {
        if (Directory.Exists(target))
        {
            throw new CatalogueException("a folder, not a file");
        }

        var folder = Path.GetDirectoryName(target)!;
        try
        {
            return new FileStream(
                Path.Combine(folder, name), mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new CatalogueException($"no such folder: {folder}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(fault);
        }
    }

    public static CatalogueException NotWritten(Exception fault) => new($"cannot be written: {fault.Message}", fault);
}
