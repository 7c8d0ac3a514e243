using Streaming.Trainer.Tuning;

namespace Streaming.Trainer.Tests.Tuning;

public sealed class TreeParzenTests
{
    private const int Axes = 4;
    private const int Looks = 60;
    private static readonly double[] Optimum = [0.2, 0.8, 0.5, 1];

    [Fact]
    public void It_comes_nearer_to_the_optimum_than_chance_does()
    {
        var seeds = Enumerable.Range(0, 20).ToList();

        var ours = seeds.Average(seed => Best(new TreeParzen(Axes, seed).Next));
        var chance = seeds.Average(seed =>
        {
            var random = new Random(seed);
            return Best(_ => [.. Enumerable.Range(0, Axes).Select(_ => random.NextDouble())]);
        });

        Assert.True(ours < chance / 2, $"{ours} is not half of {chance}");
    }

    [Fact]
    public void The_same_seed_and_past_give_the_same_point()
    {
        var past = Past(25);

        Assert.Equal(new TreeParzen(Axes, 3).Next(past), new TreeParzen(Axes, 3).Next(past));
        Assert.NotEqual(new TreeParzen(Axes, 3).Next(past), new TreeParzen(Axes, 4).Next(past));
        Assert.NotEqual(new TreeParzen(Axes, 3).Next(past), new TreeParzen(Axes, 3).Next(past[..24]));
    }

    [Fact]
    public void Points_that_were_given_up_are_avoided_and_every_point_lies_inside()
    {
        // Everything above the middle of the first axis was given up.
        List<Judged> past = [.. Past(40).Select(
            one => one.Point[0] > 0.5 ? one with { Loss = double.PositiveInfinity } : one)];

        var points = Enumerable.Range(0, 100).Select(seed => new TreeParzen(Axes, seed).Next(past)).ToList();

        Assert.All(points.SelectMany(point => point), place => Assert.InRange(place, 0, 1));
        Assert.True(points.Count(point => point[0] > 0.6) < 15, "it goes where nothing is to be had");
    }

    [Fact]
    public void A_density_is_one_in_all()
    {
        var density = new ParzenDensity([0, 0.02, 0.5, 0.97, 1]);

        Assert.Equal(1, Enumerable.Range(0, 10_000).Average(i => density.At((i + 0.5) / 10_000)), 1e-6);
        Assert.True(density.At(0.01) > 2 * density.At(0.25));
    }

    private static double Best(Func<IReadOnlyList<Judged>, double[]> next)
    {
        var past = new List<Judged>();
        for (var i = 0; i < Looks; i++)
        {
            var point = next(past);
            past.Add(new Judged(point, Loss(point)));
        }

        return past.Min(one => one.Loss);
    }

    private static List<Judged> Past(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count)
            .Select(_ => Enumerable.Range(0, Axes).Select(_ => random.NextDouble()).ToArray())
            .Select(point => new Judged(point, Loss(point)))];
    }

    private static double Loss(double[] point) => point.Zip(Optimum).Sum(pair => Math.Pow(pair.First - pair.Second, 2));
}
