using System.Diagnostics;

namespace Streaming.LoadTests.Fuzzing;

/// <summary>Gives a target one input after the other, and finds those that it does not bear.</summary>
/// <param name="target">The target.</param>
/// <param name="seed">Of all inputs: input number n of a seed is always the same.</param>
/// <param name="longest">Most processor time of an input; null where a busy machine must not decide.</param>
internal sealed class Campaign(IFuzzTarget target, int seed, TimeSpan? longest)
{
    private readonly Dictionary<string, Finding> _findings = [];

    /// <summary>Makes an input again.</summary>
    public byte[] Input(int number) => target.Next(new Random(HashOf(number)));

    public FuzzFigures Run(int inputs, CancellationToken cancellation)
    {
        var (taken, found, done) = (0, 0, 0);
        var (slowest, slowestNumber, most, mostNumber) = (TimeSpan.Zero, 0, 0L, 0);
        for (; done < inputs && !cancellation.IsCancellationRequested; done++)
        {
            var input = Input(done);
            var trial = Trial.Of(target, input);
            if (trial.Processor > longest)
            {
                // What the compiler or the collector took is not taken again.
                trial = Trial.Of(target, input);
            }

            taken += trial.IsTaken ? 1 : 0;
            if (trial.Processor > slowest)
            {
                (slowest, slowestNumber) = (trial.Processor, done);
            }

            if (trial.Bytes > most)
            {
                (most, mostNumber) = (trial.Bytes, done);
            }

            if (KindOf(trial) is { } kind)
            {
                found++;
                if (!_findings.ContainsKey(kind))
                {
                    var shortest = Minimiser.Shorten(input, one => KindOf(Trial.Of(target, one)) == kind);
                    _findings[kind] = new Finding(kind, trial.Fault?.ToString() ?? kind, done, shortest);
                }
            }
        }

        return new FuzzFigures(
            target.Name, done, taken, [.. _findings.Values], found, slowest, slowestNumber, most, mostNumber);
    }

    private string? KindOf(Trial trial) =>
        trial.Fault is { } fault ? $"{fault.GetType().Name} {PlaceOf(fault)}"
        : trial.Processor > longest ? "takes too long"
        : trial.Bytes > target.MostBytes ? "takes too much memory"
        : null;

    // The innermost method of ours.
    private static string PlaceOf(Exception fault) =>
        new StackTrace(fault).GetFrames()
            .Select(frame => frame.GetMethod())
            .Where(method => method?.DeclaringType?.FullName?.StartsWith("Streaming.", StringComparison.Ordinal) == true
                && method.DeclaringType.Name != nameof(FuzzedException))
            .Select(method => $"{method!.DeclaringType!.Name}.{method.Name}")
            .FirstOrDefault() ?? "";

    // Not the runtime's own, which changes from process to process.
    private int HashOf(int number)
    {
        var hash = 2166136261u;
        foreach (var one in $"{seed}/{target.Name}/{number}")
        {
            hash = (hash ^ one) * 16777619u;
        }

        return (int)hash;
    }
}
