using System.Diagnostics;
using System.Globalization;

namespace Streaming.LoadTests.Faults;

/// <summary>A file system of a few mebibytes, in memory; making one takes root.</summary>
internal sealed class TinyDisk : IDisposable
{
    private TinyDisk(string path) => Path = path;

    public string Path { get; }

    /// <exception cref="NotRunException">This user may not.</exception>
    public static TinyDisk Mount(string path, int mebibytes)
    {
        Directory.CreateDirectory(path);
        var size = string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m,mode=755");
        return Run("mount", "-t", "tmpfs", "-o", size, "tmpfs", path) == 0
            ? new TinyDisk(path)
            : throw new NotRunException("a small file system cannot be mounted here; it takes root");
    }

    // Lazily: a worker may still look into it.
    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        Directory.Delete(Path);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
