using System.Diagnostics;
using System.Globalization;
using Streaming.Integration.Tests.Processes;

namespace Streaming.LoadTests.Training;

/// <summary>Runs a program of the project to its end and measures it.</summary>
internal static class MeasuredProgram
{
    // What the kernel knows of a process is gone when it has ended: the last look counts.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    // The unit of /proc/PID/stat is fixed at 100 a second on Linux.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private static readonly IReadOnlyDictionary<string, string?> NoSettings = new Dictionary<string, string?>();

    /// <param name="assembly">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<ProgramFigures> RunAsync(
        string assembly, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var process = ChildProcess.Start("dotnet", [assembly, .. arguments], NoSettings);
        var exit = process.ExitAsync(cancellationToken);
        var (processor, peak) = (TimeSpan.Zero, 0.0);
        using var timer = new PeriodicTimer(LookEvery);
        while (!exit.IsCompleted)
        {
            (processor, peak) = Look(process.Id) ?? (processor, peak);
            await Task.WhenAny(exit, timer.WaitForNextTickAsync(cancellationToken).AsTask());
        }

        if (await exit is not 0 and var code)
        {
            throw new InvalidOperationException($"{assembly} ended with {code}:\n{process.Errors}");
        }

        return new ProgramFigures(Stopwatch.GetElapsedTime(start), processor, peak);
    }

    /// <summary>The processor time in the text of <c>/proc/PID/stat</c>.</summary>
    public static TimeSpan ProcessorTimeIn(string stat)
    {
        // Fields 14 and 15; what stands before the last bracket is the name, which may hold blanks.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return Tick * (Number(fields[11]) + Number(fields[12]));
    }

    /// <summary>The peak memory in the lines of <c>/proc/PID/status</c>, MiB; null when there is none any more.</summary>
    public static double? PeakMemoryIn(IEnumerable<string> status) => status
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => (double?)Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) / 1024)
        .FirstOrDefault();

    // Null when it has ended meanwhile.
    private static (TimeSpan Processor, double Peak)? Look(int id)
    {
        try
        {
            return PeakMemoryIn(File.ReadAllLines($"/proc/{id}/status")) is { } peak
                ? (ProcessorTimeIn(File.ReadAllText($"/proc/{id}/stat")), peak)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
