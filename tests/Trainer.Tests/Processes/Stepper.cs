using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Streaming.Trainer.Tests.Processes;

/// <summary>
/// Lets a process run for a few microseconds at a time and looks at what it has done while it stands still: what is
/// seen cannot be over by the time that it is acted on. Linux only, as it reads /proc.
/// </summary>
internal static class Stepper
{
    private const int Continue = 18;
    private const int Stop = 19;

    // Drawn anew each time: steps of one length may pass over the same moment in every attempt.
    private const double LongestSlice = 40;

    /// <summary>Steps a process until it is where it is wanted, and kills it there (SIGKILL).</summary>
    /// <param name="process">The process.</param>
    /// <param name="hasBegun">Whether it is time to step: what comes before passes at full speed.</param>
    /// <param name="isThere">Looks at what it has done so far.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was killed there; false when it ended without having been seen there.</returns>
    public static async Task<bool> KillWhenAsync(
        TrainerProcess process, Func<bool> hasBegun, Func<bool> isThere, CancellationToken cancellationToken)
    {
        while (!process.HasExited && !hasBegun())
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        while (!process.HasExited)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Signal(process.Id, Stop);
            var stands = WaitUntilItStands(process);
            if (stands && isThere())
            {
                await process.KillAsync();
                return true;
            }

            Signal(process.Id, Continue);
            var slice = TimeSpan.FromMicroseconds(Random.Shared.NextDouble() * LongestSlice);
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < slice)
            {
                Thread.SpinWait(5);
            }
        }

        return false;
    }

    // A thread inside a system call stops when that is over.
    private static bool WaitUntilItStands(TrainerProcess process)
    {
        while (!process.HasExited)
        {
            if (Threads(process.Id).All(IsStopped))
            {
                return true;
            }

            Thread.Yield();
        }

        return false;
    }

    private static string[] Threads(int id)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{id}/task");
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static bool IsStopped(string thread)
    {
        try
        {
            // "pid (name) state ...", and the name may hold anything.
            var status = File.ReadAllText(Path.Combine(thread, "stat"));
            return status[status.LastIndexOf(')') + 2] is 'T' or 'Z' or 'X';
        }
        catch (IOException)
        {
            // Ended since it was listed.
            return true;
        }
    }

    private static void Signal(int process, int signal) => _ = NativeKill(process, signal);

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int process, int signal);
}
