using System.Diagnostics;

namespace Streaming.LoadTests.Faults.Watching;

/// <summary>One fault, from its beginning to the moment from which all could be well again.</summary>
/// <param name="Began">Timestamp of <see cref="Stopwatch"/>.</param>
/// <param name="Ended">The same.</param>
/// <param name="ProcessorShare">Processors that the busiest worker used meanwhile; 1 is one of them, all the time.</param>
internal sealed record FaultSpan(long Began, long Ended, double ProcessorShare)
{
    public TimeSpan Duration => Stopwatch.GetElapsedTime(Began, Ended);
}
