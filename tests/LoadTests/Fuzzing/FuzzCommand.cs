using System.CommandLine;

namespace Streaming.LoadTests.Fuzzing;

/// <summary><c>fuzz</c>: gives every reader of ours inputs that nobody should send.</summary>
internal static class FuzzCommand
{
    private const int DefaultInputs = 500_000;
    private const int DefaultSeed = 20_261;

    /// <summary>Most processor time of an input.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var inputs = new Option<int>("--inputs")
        {
            Description = "How many, over all targets",
            DefaultValueFactory = _ => DefaultInputs,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed gives the same inputs",
            DefaultValueFactory = _ => DefaultSeed,
        };
        var target = new Option<string?>("--target") { Description = $"Only one of: {string.Join("; ", FuzzTargets.Names)}" };
        target.AcceptOnlyFromAmong([.. FuzzTargets.Names]);
        var only = new Option<int?>("--input") { Description = "Only the input of this number, of one target" };
        var command = new Command(
            "fuzz", "Gives every reader changed messages, models, tables and command lines; exit code 1 with a finding")
        {
            inputs, seed, target, only,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            parsed.GetValue(inputs),
            parsed.GetValue(seed),
            parsed.GetValue(target) is { } one ? [one] : FuzzTargets.Names,
            parsed.GetValue(only),
            cancellationToken)));
        return command;
    }

    private static int Run(
        int inputs, int seed, IReadOnlyList<string> names, int? only, CancellationToken cancellation)
    {
        var targets = names.Select(FuzzTargets.Make).ToList();
        if (only is { } number)
        {
            var input = new Campaign(targets[0], seed, Longest).Input(number);
            using var output = Console.OpenStandardOutput();
            output.Write(input);
            Console.Error.WriteLine(Trial.Of(targets[0], input));
            targets[0].Dispose();
            return 0;
        }

        var weights = targets.Sum(target => target.Weight);
        var figures = new List<FuzzFigures>();
        foreach (var target in targets)
        {
            using var trying = target;
            var share = (int)((long)inputs * target.Weight / weights) + 1;
            figures.Add(new Campaign(target, seed, Longest).Run(share, cancellation));
            // A run takes a while, and may be ended: what is known so far is told.
            Console.Error.WriteLine(FuzzReport.Row(figures[^1]));
        }

        Console.WriteLine(FuzzReport.Of(figures, seed));
        return figures.Any(one => one.Findings.Count > 0) ? 1 : 0;
    }
}
