namespace Streaming.Catalogues.Tables;

/// <summary>Files that only this user can read, and that are gone when they are closed.</summary>
internal static class TemporaryFile
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Makes an empty one.</summary>
    public static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            Options = FileOptions.DeleteOnClose,
            BufferSize = BufferSize,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"streaming-{Guid.NewGuid():N}"), options);
    }

    /// <summary>Copies what can only be read from its first byte to its last, and disposes it.</summary>
    /// <returns>The copy, at its beginning; others may open it by its name.</returns>
    public static FileStream CopyOf(Stream input)
    {
        using (input)
        {
            var copy = Create();
            try
            {
                input.CopyTo(copy);
                copy.Flush();
                copy.Position = 0;
                return copy;
            }
            catch
            {
                copy.Dispose();
                throw;
            }
        }
    }
}
