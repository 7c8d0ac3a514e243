using System.Globalization;

namespace Streaming.LoadTests.Scaling;

/// <summary>
/// A control group of Linux that gives its processes a share of the processors: the mechanism behind
/// <c>resources.limits.cpu</c> of Kubernetes, with the period that the kubelet uses (100 ms).
/// </summary>
internal sealed class ProcessorLimit : IDisposable
{
    private const int Period = 100_000;
    private const string VersionOne = "/sys/fs/cgroup/cpu";
    private const string VersionTwo = "/sys/fs/cgroup";

    private readonly string _folder;

    /// <param name="cores">Processors at most; 0.5 is half of one.</param>
    /// <exception cref="InvalidOperationException">This user may not make control groups here.</exception>
    public ProcessorLimit(double cores)
    {
        var quota = (int)(cores * Period);
        var isVersionTwo = File.Exists(Path.Combine(VersionTwo, "cgroup.controllers"));
        _folder = Path.Combine(isVersionTwo ? VersionTwo : VersionOne, $"streaming-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(_folder);
            var (file, limit) = isVersionTwo
                ? ("cpu.max", string.Create(CultureInfo.InvariantCulture, $"{quota} {Period}"))
                : ("cpu.cfs_quota_us", quota.ToString(CultureInfo.InvariantCulture));
            File.WriteAllText(Path.Combine(_folder, file), limit);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"A worker is limited by a control group of its own, and {_folder} cannot be made ({fault.Message}). "
                + "It needs root and the processor controller.",
                fault);
        }
    }

    /// <summary>A command that enters the group and then becomes the given one, under the same process id.</summary>
    public (string File, string[] Arguments) Within(string file, string[] arguments)
    {
        const string enter = "echo $$ > \"$0\" && exec \"$@\"";
        return ("/bin/sh", ["-c", enter, Path.Combine(_folder, "cgroup.procs"), file, .. arguments]);
    }

    /// <summary>Removes the group; its processes must have ended.</summary>
    public void Dispose()
    {
        // The files in it are the kernel's: only the folder itself can be removed.
        Directory.Delete(_folder, recursive: false);
    }
}
