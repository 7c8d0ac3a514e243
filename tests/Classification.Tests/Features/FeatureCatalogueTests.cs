using Streaming.Classification.Features;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Tests.Features;

public sealed class FeatureCatalogueTests
{
    private static readonly Observation Measured = new(
        135.5, 32.25, 24, 22, 20.5, 19.25, 18.75, 0.625,
        new Dictionary<string, double> { ["psfMag_r"] = 20.75, ["cModelMag_r"] = 20.5, ["w1"] = 17.5 });

    [Theory]
    [InlineData("u", "u")]
    [InlineData("redshift", "redshift")]
    [InlineData("u-g", "u g")]
    [InlineData("g-z", "g z")]
    [InlineData("g-2r+i", "g r i")]
    [InlineData("u-2i+z", "u i z")]
    [InlineData("u-3g+2z", "u g z")]
    [InlineData("(u-g)-(i-z)", "u g i z")]
    [InlineData("absolute-i", "i redshift")]
    [InlineData("ln(1+redshift)", "redshift")]
    [InlineData("lg|redshift|", "redshift")]
    [InlineData("r-z-2.5lg(1+redshift)", "r z redshift")]
    [InlineData("alpha", "")]
    [InlineData("delta", "")]
    [InlineData("psfMag_r", "psfMag_r")]
    [InlineData("psfMag_r-cModelMag_r", "psfMag_r cModelMag_r")]
    [InlineData("r-w1", "r w1")]
    [InlineData("w1-redshift", "w1 redshift")]
    public void A_feature_says_what_must_be_measured_for_it(string name, string inputs) =>
        Assert.Equal(inputs, string.Join(' ', FeatureCatalogue.Find(name)!.Inputs));

    [Theory]
    [InlineData("u")]
    [InlineData("absolute-g")]
    [InlineData("u-3g+2r")]
    [InlineData("g-2r+i")]
    [InlineData("i-z-2.5lg(1+redshift)")]
    [InlineData("psfMag_r-cModelMag_r")]
    public void It_is_a_number_when_these_are_and_not_when_one_is_missing(string name)
    {
        var feature = FeatureCatalogue.Find(name)!;

        Assert.Equal(name, feature.Name);
        Assert.True(double.IsFinite(feature.Formula(Measured.Reduced(InputSet.Of([.. feature.Inputs])))));
        Assert.All(
            feature.Inputs, input => Assert.Equal(double.NaN, feature.Formula(Measured.With(input, double.NaN))));
    }

    [Theory]
    [InlineData("psfMag_r", 20.75)]
    [InlineData("psfMag_r-cModelMag_r", 0.25)]
    [InlineData("r-w1", 3)]
    [InlineData("w1-r", -3)]
    public void A_measurement_and_the_difference_of_two_are_features(string name, double value) =>
        Assert.Equal(value, FeatureCatalogue.Find(name)!.Formula(Measured));

    [Theory]
    [InlineData("u-g-r")]
    [InlineData("w1-w2-w3")]
    [InlineData("w1-alpha")]
    [InlineData("u-2g+z+r")]
    [InlineData("2w1")]
    [InlineData("w1-")]
    [InlineData("")]
    [InlineData("w1 ")]
    public void Other_names_are_none(string name) => Assert.Null(FeatureCatalogue.Find(name));

    // Distance along the stars' colours: a colour less twice the next one.
    [Fact]
    public void A_slope_of_two_colours_is_a_colour_less_twice_the_next()
    {
        var (one, two) = (Measured.U - Measured.G, Measured.G - Measured.R);

        Assert.Equal(one - 2 * two, FeatureCatalogue.Find("u-3g+2r")!.Formula(Measured), 1e-12);
    }

    [Fact]
    public void The_catalogue_has_the_features_of_the_packages_before_it()
    {
        string[] former =
        [
            "u", "g", "r", "i", "z", "redshift", "u-g", "u-r", "u-i", "u-z", "g-r", "g-i", "g-z", "r-i", "r-z", "i-z",
            "u-2g+r", "g-2r+i", "r-2i+z", "(u-g)-(i-z)", "absolute-u", "absolute-g", "absolute-r", "absolute-i",
            "absolute-z", "ln(1+redshift)", "lg|redshift|", "u-g-2.5lg(1+redshift)", "g-r-2.5lg(1+redshift)",
            "r-i-2.5lg(1+redshift)", "i-z-2.5lg(1+redshift)", "alpha", "delta",
        ];

        Assert.All(former, name => Assert.NotNull(FeatureCatalogue.Find(name)));
    }
}
