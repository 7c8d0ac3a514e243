using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Tests.Features;

public sealed class FeatureSchemaTests
{
    private static readonly Observation Measured = new(135.5, 32.25, 24, 22, 20.5, 19.25, 18.75, 0.625);

    [Fact]
    public void A_row_follows_the_order_of_the_names()
    {
        var schema = FeatureSchema.Of(["redshift", "u-g", "z", "alpha", "u"]);

        Assert.Equal([0.625f, 2f, 18.75f, 135.5f, 24f], schema.Row(Measured));
    }

    [Theory]
    [InlineData("u", 24)]
    [InlineData("g", 22)]
    [InlineData("r", 20.5)]
    [InlineData("i", 19.25)]
    [InlineData("z", 18.75)]
    [InlineData("redshift", 0.625)]
    [InlineData("alpha", 135.5)]
    [InlineData("delta", 32.25)]
    [InlineData("u-g", 2)]
    [InlineData("u-r", 3.5)]
    [InlineData("u-i", 4.75)]
    [InlineData("u-z", 5.25)]
    [InlineData("g-r", 1.5)]
    [InlineData("g-i", 2.75)]
    [InlineData("g-z", 3.25)]
    [InlineData("r-i", 1.25)]
    [InlineData("r-z", 1.75)]
    [InlineData("i-z", 0.5)]
    [InlineData("u-2g+r", 0.5)]
    [InlineData("g-2r+i", 0.25)]
    [InlineData("r-2i+z", 0.75)]
    [InlineData("u-2r+z", 1.75)]
    [InlineData("u-3g+2r", -1)]
    [InlineData("r-3i+2z", 0.25)]
    [InlineData("(u-g)-(i-z)", 1.5)]
    [InlineData("ln(1+redshift)", 0.4855078157817008)]
    [InlineData("lg|redshift|", -0.2041192877853096)]
    [InlineData("u-g-2.5lg(1+redshift)", 1.472866586712767)]
    [InlineData("g-z-2.5lg(1+redshift)", 2.722866586712767)]
    [InlineData("absolute-r", 20.930103352889653)]
    public void Every_name_has_its_formula(string name, double value) =>
        Assert.Equal((float)value, Assert.Single(FeatureSchema.Of([name]).Row(Measured)));

    [Fact]
    public void A_name_outside_the_catalogue_is_refused()
    {
        var fault = Assert.Throws<ModelException>(() => FeatureSchema.Of(["u", "u/g"]));

        Assert.Contains("'u/g'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_inputs_are_all_that_its_features_need()
    {
        Assert.Equal("g r redshift w1", FeatureSchema.Of(["alpha", "r-w1", "absolute-g", "r"]).Inputs.ToString());
        Assert.Equal("u g z", FeatureSchema.Of(["u-g", "g-z"]).Inputs.ToString());
        Assert.Empty(FeatureSchema.Of(["alpha", "delta"]).Inputs.Names);
    }

    [Fact]
    public void A_name_stands_once_and_at_least_one_does()
    {
        Assert.Throws<ModelException>(() => FeatureSchema.Of([]));
        Assert.Throws<ModelException>(() => FeatureSchema.Of(["u", "u"]));
        Assert.Throws<ModelException>(() => FeatureSchema.Of([null!]));
    }

    [Fact]
    public void The_hash_is_the_SHA_256_of_the_names_and_changes_with_their_order()
    {
        // printf 'u\ng' | sha256sum
        Assert.Equal("4921232aca34e9b6a204b8db8fdfb9cea33861d9b7aabc3ab2caf0f4b62b7489", FeatureSchema.Of(["u", "g"]).Hash);
        Assert.NotEqual(FeatureSchema.Of(["g", "u"]).Hash, FeatureSchema.Of(["u", "g"]).Hash);
    }
}
