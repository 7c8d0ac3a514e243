using Streaming.LoadTests.Fuzzing;
using Xunit;

namespace Streaming.LoadTests.Tests;

/// <summary>The short form of the long run: <c>LoadTests -- fuzz</c> finds the same with the same seed.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20_261;
    private const int Inputs = 20_000;

    // What loads models is slow: of it the long run has more.
    private const int FewerOf = 8;

    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Whatever_a_reader_is_given_it_takes_or_refuses(string name)
    {
        using var target = FuzzTargets.Make(name);
        var inputs = Inputs * target.Weight / (name is "manifest" or "model zip" ? FewerOf : 1) / FuzzTargets.Weights;

        // No bound on time: a machine that does other things decides nothing here.
        var figures = new Campaign(target, Seed, longest: null).Run(inputs, TestContext.Current.CancellationToken);

        Assert.True(figures.Findings.Count == 0, FuzzReport.Of([figures], Seed));
        Assert.Equal(inputs, figures.Inputs);
        Assert.InRange(figures.Taken, 1, inputs);
    }

    [Fact]
    public void The_weights_are_those_of_the_targets() => Assert.Equal(
        FuzzTargets.Weights,
        FuzzTargets.Names.Sum(name =>
        {
            using var target = FuzzTargets.Make(name);
            return target.Weight;
        }));

    [Fact]
    public void A_finding_is_found_made_short_and_found_again_by_its_number()
    {
        using var target = new Brittle();

        var figures = new Campaign(target, Seed, longest: null).Run(2_000, TestContext.Current.CancellationToken);

        var finding = Assert.Single(figures.Findings);
        Assert.Equal("!"u8.ToArray(), finding.Input);
        Assert.StartsWith(nameof(NotSupportedException), finding.Kind, StringComparison.Ordinal);
        Assert.Contains((byte)'!', new Campaign(target, Seed, longest: null).Input(finding.Number));
        Assert.InRange(figures.Found, 1, 1_999);
        Assert.Contains("as text: !", FuzzReport.Of([figures], Seed), StringComparison.Ordinal);
    }

    private sealed class Brittle : IFuzzTarget
    {
        private readonly ByteMutator _mutator = new(["good"u8.ToArray(), "also good"u8.ToArray()], ["!"u8.ToArray()]);

        public string Name => "brittle";

        public int Weight => 1;

        public long MostBytes => 1 << 20;

        public byte[] Next(Random random) => _mutator.Next(random);

        public bool Try(byte[] input) => !input.Contains((byte)'!') ? true : throw new NotSupportedException();
    }
}
