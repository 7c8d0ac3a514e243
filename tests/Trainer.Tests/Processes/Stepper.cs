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

    // Drawn anew each time, short ones more often: steps of one length may pass over the same moment in every attempt.
    private const double LongestSlice = 40;

    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleAtMost = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until a process waits, lets it go on in steps, and kills it where it is wanted (SIGKILL).</summary>
    /// <param name="process">The process. What it does before it waits passes at full speed.</param>
    /// <param name="release">Gives it what it waits for, while it stands still: no step after that is missed.</param>
    /// <param name="isThere">Looks at what it has done so far.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was killed there; false when it ended without having been seen there.</returns>
    public static async Task<bool> KillWhenAsync(
        TrainerProcess process, Action release, Func<bool> isThere, CancellationToken cancellationToken)
    {
        await UntilItWaitsAsync(process, cancellationToken);
        Signal(process.Id, Stop);
        WaitUntilItStands(process);
        release();
        while (!process.HasExited)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Signal(process.Id, Continue);
            var slice = TimeSpan.FromMicroseconds(LongestSlice * Math.Pow(Random.Shared.NextDouble(), 3));
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < slice)
            {
                Thread.SpinWait(5);
            }

            Signal(process.Id, Stop);
            if (WaitUntilItStands(process) && isThere())
            {
                await process.KillAsync();
                return true;
            }
        }

        return false;
    }

    // Training has pauses of half a second. Too early costs steps and no more.
    private static async Task UntilItWaitsAsync(TrainerProcess process, CancellationToken cancellationToken)
    {
        var used = TimeSpan.MaxValue;
        while (!process.HasExited && used >= IdleAtMost)
        {
            var before = process.ProcessorTime;
            await Task.Delay(IdleFor, cancellationToken);
            used = process.ProcessorTime - before;
        }
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
