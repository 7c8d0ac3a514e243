namespace Streaming.LoadTests.Fuzzing;

/// <summary>What a target made of one input.</summary>
/// <param name="IsTaken">Whether it was taken.</param>
/// <param name="Fault">What it threw; null when it threw nothing.</param>
/// <param name="Processor">Processor time, of all threads.</param>
/// <param name="Bytes">Bytes allocated, by all threads.</param>
internal readonly record struct Trial(bool IsTaken, Exception? Fault, TimeSpan Processor, long Bytes)
{
    public static Trial Of(IFuzzTarget target, byte[] input)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var processor = Environment.CpuUsage.TotalTime;
        var (isTaken, fault) = (false, default(Exception));
        try
        {
            isTaken = target.Try(input);
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }

        return new Trial(
            isTaken, fault, Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes() - bytes);
    }
}
