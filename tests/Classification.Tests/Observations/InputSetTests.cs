using Streaming.Classification.Models;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Tests.Observations;

public sealed class InputSetTests
{
    private static readonly Observation Measured = new(
        135.5, 32.25, 24, 22, 20.5, 19.25, 18.75, 0.625, new Dictionary<string, double> { ["w1"] = 15.5 });

    [Fact]
    public void There_are_32_sets_of_three_or_more_bands_with_and_without_redshift()
    {
        Assert.Equal(32, InputSet.All.Distinct().Count());
        Assert.All(InputSet.All, set => Assert.InRange(set.Bands.Length, 3, 5));
        Assert.All(InputSet.All, set => Assert.Empty(set.Measurements));
        Assert.Equal(16, InputSet.All.Count(set => set.HasRedshift));
    }

    [Fact]
    public void They_are_preferred_by_redshift_then_by_the_number_of_bands_then_from_the_blue() => Assert.Equal(
        [
            "u g r i z redshift",
            "u g r i redshift", "u g r z redshift", "u g i z redshift", "u r i z redshift", "g r i z redshift",
            "u g r redshift", "u g i redshift", "u g z redshift", "u r i redshift", "u r z redshift",
            "u i z redshift", "g r i redshift", "g r z redshift", "g i z redshift", "r i z redshift",
            "u g r i z",
            "u g r i", "u g r z", "u g i z", "u r i z", "g r i z",
            "u g r", "u g i", "u g z", "u r i", "u r z", "u i z", "g r i", "g r z", "g i z", "r i z",
        ],
        InputSet.All.Select(set => set.ToString()));

    [Fact]
    public void The_complete_sets_have_their_names()
    {
        Assert.Equal("u-g-r-i-z-redshift", InputSet.Spectroscopic.Name);
        Assert.Equal("u-g-r-i-z", InputSet.Photometric.Name);
        Assert.Equal(("spectroscopic", "photometric"), (InputSet.Spectroscopic.Kind, InputSet.Photometric.Kind));
    }

    [Fact]
    public void Names_stand_in_one_order_whatever_order_they_are_given_in()
    {
        var set = InputSet.Of(["w2", "redshift", "z", "psfMag_r", "g", "u"]);

        Assert.Equal(["u", "g", "z", "redshift", "psfMag_r", "w2"], set.Names);
        Assert.Equal("u-g-z-redshift-psfMag_r-w2", set.Name);
        Assert.Equal("u g z redshift psfMag_r w2", set.ToString());
        Assert.Equal(["u", "g", "z"], set.Bands);
        Assert.Equal(["psfMag_r", "w2"], set.Measurements);
        Assert.True(set.HasRedshift);
        Assert.Equal(InputSet.Of(set.Names), set);
        Assert.Equal(InputSet.Of(set.Names).GetHashCode(), set.GetHashCode());
        Assert.NotEqual(InputSet.Of(["u", "g", "z"]), set);
    }

    [Fact]
    public void More_measurements_are_preferred_where_redshift_and_bands_are_alike()
    {
        var plain = InputSet.Of(["g", "r", "i"]);
        var one = InputSet.Of(["r", "i", "z", "w1"]);
        var two = InputSet.Of(["r", "i", "z", "w1", "w2"]);

        Assert.True(InputSet.Preference(one, plain) > 0);
        Assert.True(InputSet.Preference(two, one) > 0);
        Assert.True(InputSet.Preference(InputSet.Of(["g", "r", "i", "z"]), two) > 0);
        Assert.Equal(0, InputSet.Preference(plain, InputSet.Of(["i", "r", "g"])));
    }

    [Theory]
    [InlineData("u", "g", "u")]
    [InlineData("w1", "g", "w1")]
    public void A_name_that_stands_twice_is_refused(params string[] names)
    {
        var fault = Assert.Throws<ModelException>(() => InputSet.Of(names));

        Assert.Contains("a name stands twice", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("u-g")]
    [InlineData("alpha")]
    [InlineData("delta")]
    [InlineData("1w")]
    [InlineData("")]
    [InlineData("../w1")]
    [InlineData("w1\n")]
    [InlineData("helligkeit_größe")]
    public void What_can_be_no_part_of_a_files_name_is_refused(string name)
    {
        Assert.False(InputSet.IsMeasurement(name));
        var fault = Assert.Throws<ModelException>(() => InputSet.Of(["g", name]));

        Assert.Contains($"'{name.Replace('\n', ' ')}' is neither a band", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("u g r i z redshift", true)]
    [InlineData("u g r i z redshift w1", true)]
    [InlineData("g r i", true)]
    [InlineData("g r i w1", true)]
    [InlineData("g r i w2", false)]
    public void A_set_is_in_an_observation_that_has_all_of_it(string names, bool isIn)
    {
        var set = InputSet.Of(names.Split(' '));

        Assert.Equal(isIn, set.IsIn(Measured));
        Assert.Equal(isIn, set.IsIn(InputSet.Measured(Measured), Measured));
        Assert.All(set.Names, name => Assert.False(set.IsIn(Measured.With(name, double.NaN))));
    }

    [Fact]
    public void Every_set_is_in_what_is_reduced_to_it_and_no_fuller_one() => Assert.All(InputSet.All, set =>
    {
        var reduced = Measured.Reduced(set);

        Assert.Equal(set.Names, InputSet.NamesMeasured(reduced));
        Assert.Equal(
            InputSet.All.Where(other => !other.Names.Except(set.Names).Any()),
            InputSet.All.Where(other => other.IsIn(reduced)));
    });
}
