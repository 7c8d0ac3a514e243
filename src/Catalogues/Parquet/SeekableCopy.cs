namespace Streaming.Catalogues.Parquet;

/// <summary>Makes a temporary file of what can only be read from its first byte to its last.</summary>
internal static class SeekableCopy
{
    /// <summary>Copies all of a stream, and disposes it.</summary>
    /// <returns>The copy, at its beginning; it is deleted when it is disposed.</returns>
    public static FileStream Of(Stream input)
    {
        using (input)
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var copy = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
            try
            {
                input.CopyTo(copy);
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
