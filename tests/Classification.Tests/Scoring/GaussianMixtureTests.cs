using Streaming.Classification.Models;
using Streaming.Classification.Scoring;

namespace Streaming.Classification.Tests.Scoring;

public sealed class GaussianMixtureTests
{
    // Two parts in g, r and i, one of them correlated; by hand, so that marginals can be written down.
    private static readonly MixtureDescription Mixture = new(
        ["g", "r", "i"],
        [
            new MixtureComponent(0.75, [20, 19.5, 19], [1, 0.8, 1.25, 0.5, 0.9, 2]),
            new MixtureComponent(0.25, [22, 21, 20.5], [0.25, 0, 0.5, 0, 0, 0.125]),
        ]);

    [Fact]
    public void A_density_of_one_band_is_the_sum_of_its_normal_distributions()
    {
        var density = GaussianMixture.Of(Mixture, ["r"]);

        foreach (var r in (double[])[15, 19.5, 20.25, 21, 30])
        {
            var expected = 0.75 * Normal(r, 19.5, 1.25) + 0.25 * Normal(r, 21, 0.5);
            Assert.Equal(Math.Log(expected), density.LogDensity([r]), 1e-10);
        }
    }

    [Fact]
    public void A_density_of_independent_bands_is_their_product()
    {
        var alone = new MixtureDescription(["g", "r", "i"], [Mixture.Components[1] with { Weight = 1 }]);

        Assert.Equal(
            Math.Log(Normal(21.5, 22, 0.25) * Normal(21.75, 21, 0.5) * Normal(20, 20.5, 0.125)),
            GaussianMixture.Of(alone, ["g", "r", "i"]).LogDensity([21.5, 21.75, 20]),
            1e-10);
    }

    [Fact]
    public void The_order_of_the_bands_does_not_matter() => Assert.Equal(
        GaussianMixture.Of(Mixture, ["g", "r", "i"]).LogDensity([20.5, 19.25, 18]),
        GaussianMixture.Of(Mixture, ["i", "g", "r"]).LogDensity([18, 20.5, 19.25]),
        1e-10);

    [Theory]
    [InlineData("g")]
    [InlineData("r")]
    [InlineData("i")]
    public void A_density_of_one_band_integrates_to_one(string band)
    {
        var density = GaussianMixture.Of(Mixture, [band]);

        Assert.Equal(1, Integral(x => Math.Exp(density.LogDensity([x]))), 1e-9);
    }

    [Fact]
    public void A_density_of_two_bands_integrates_to_one()
    {
        var density = GaussianMixture.Of(Mixture, ["g", "r"]);

        Assert.Equal(1, Integral(g => Integral(r => Math.Exp(density.LogDensity([g, r])))), 1e-9);
    }

    [Fact]
    public void A_density_of_fewer_bands_is_what_is_left_when_the_others_are_integrated_away()
    {
        var all = GaussianMixture.Of(Mixture, ["g", "r", "i"]);
        var marginal = GaussianMixture.Of(Mixture, ["g", "i"]);

        foreach (var (g, i) in ((double, double)[])[(20, 19), (21.5, 18), (23, 20.75)])
        {
            var integrated = Integral(r => Math.Exp(all.LogDensity([g, r, i])));
            Assert.Equal(Math.Log(integrated), marginal.LogDensity([g, i]), 1e-9);
        }
    }

    [Fact]
    public void A_density_of_fewer_bands_is_that_of_the_mixture_made_in_those_bands()
    {
        var observations = TestModel.Observations;
        var part = TestMixture.Of(observations) is var all && all.Components[0] is var whole
            ? new MixtureDescription(
                ["u", "g"], [new MixtureComponent(1, [.. whole.Mean.Take(2)], [.. whole.Covariance.Take(3)])])
            : throw new InvalidOperationException();
        var (marginal, made) = (GaussianMixture.Of(all, ["u", "g"]), GaussianMixture.Of(part, ["u", "g"]));

        Assert.All(observations.Take(50), one => Assert.Equal(
            made.LogDensity([one.U, one.G]), marginal.LogDensity([one.U, one.G]), 1e-10));
    }

    [Fact]
    public void The_share_of_each_component_is_told()
    {
        var density = GaussianMixture.Of(Mixture, ["r"]);
        var shares = new double[density.Components];

        var total = density.LogDensities([20.25], shares);

        Assert.Equal(Math.Log(0.75 * Normal(20.25, 19.5, 1.25)), shares[0], 1e-10);
        Assert.Equal(Math.Log(0.25 * Normal(20.25, 21, 0.5)), shares[1], 1e-10);
        Assert.Equal(Math.Log(shares.Sum(Math.Exp)), total, 1e-10);
    }

    [Fact]
    public void Far_from_every_object_the_density_is_small_and_a_number()
    {
        var density = GaussianMixture.Of(Mixture, ["g", "r", "i"]);

        Assert.InRange(density.LogDensity([-5, 40, -5]), -1e6, -1_000);
    }

    [Fact]
    public void What_is_no_density_in_the_bands_is_refused()
    {
        AssertRefused("the mixture has no density in g z", Mixture, "g", "z");
        AssertRefused("the mixture has no density in ", Mixture);
        AssertRefused("the mixture has no density in g", Mixture with { Components = [] }, "g");
        AssertRefused("the mixture has no density in g", Mixture with { Bands = ["g", "r"] }, "g");
        AssertRefused(
            "a covariance of the mixture is not positive definite",
            new MixtureDescription(["g", "r"], [new MixtureComponent(1, [20, 20], [1, 1, 1])]),
            "g", "r");
        AssertRefused(
            "a covariance of the mixture is not positive definite",
            new MixtureDescription(["g"], [new MixtureComponent(1, [20], [double.NaN])]),
            "g");
    }

    private static void AssertRefused(string why, MixtureDescription mixture, params string[] bands) =>
        Assert.Equal(why, Assert.Throws<ModelException>(() => GaussianMixture.Of(mixture, bands)).Message);

    private static double Normal(double x, double mean, double variance) =>
        Math.Exp(-(x - mean) * (x - mean) / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance);

    // The trapezium rule: for a smooth function that is 0 at both ends it errs less than any power of the step.
    private static double Integral(Func<double, double> density)
    {
        const double Step = 0.125;
        return Enumerable.Range(0, 321).Sum(i => density(Step * i)) * Step;
    }
}
