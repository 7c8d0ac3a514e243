using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Streaming.ScoringContenders;

/// <summary>
/// Measures the time that processors spend on the process, all threads together, in place of the time that goes by: what
/// runs on several threads costs what it takes of all of them, and other programs matter little.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ProcessorTimeAttribute() : JobMutatorConfigBaseAttribute(Job.Default.WithClock(new Clock()))
{
    private sealed class Clock : IClock
    {
        public string Title => "Processor time";

        public bool IsAvailable => true;

        public Frequency Frequency { get; } = new(TimeSpan.TicksPerSecond);

        public long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
    }
}
