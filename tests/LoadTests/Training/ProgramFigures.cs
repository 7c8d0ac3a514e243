namespace Streaming.LoadTests.Training;

/// <summary>What a program took from its start to its end.</summary>
/// <param name="Wall">Time on the clock.</param>
/// <param name="Processor">Processor time of all its threads.</param>
/// <param name="PeakMemory">Most resident memory that the kernel saw (<c>VmHWM</c>), MiB.</param>
internal sealed record ProgramFigures(TimeSpan Wall, TimeSpan Processor, double PeakMemory);
