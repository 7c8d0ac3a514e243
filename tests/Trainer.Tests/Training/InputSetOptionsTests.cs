using System.CommandLine;
using Streaming.Classification.Observations;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Training;

public sealed class InputSetOptionsTests
{
    [Fact]
    public void All_is_every_choice_of_three_bands_with_and_without_redshift_as_far_as_the_data_have_rows()
    {
        var (sets, asFarAsPossible) = Several();

        Assert.True(asFarAsPossible);
        Assert.Equal(32, sets.Distinct().Count());
        Assert.Equal(sets, Several("--input-sets", "all").Sets);
    }

    [Fact]
    public void Complete_is_the_two_sets_of_five_bands()
    {
        var (sets, asFarAsPossible) = Several("--input-sets", "complete");

        Assert.False(asFarAsPossible);
        Assert.Equal(["u-g-r-i-z-redshift", "u-g-r-i-z"], sets.Select(set => set.Name));
    }

    [Theory]
    [InlineData("g-r-i", "g-r-i")]
    [InlineData("g-r-i,u-g-r-i-z-redshift, g-r-i-redshift", "u-g-r-i-z-redshift g-r-i-redshift g-r-i")]
    [InlineData("i-r-g,g-r-i", "g-r-i")]
    [InlineData("redshift-z-i-r", "r-i-z-redshift")]
    [InlineData("u-g-r-i-z-psfMag_r-cModelMag_r", "u-g-r-i-z-cModelMag_r-psfMag_r")]
    public void Sets_are_read_in_any_order_each_once_and_the_fullest_is_first(string text, string names)
    {
        var (sets, asFarAsPossible) = Several("--input-sets", text);

        Assert.False(asFarAsPossible);
        Assert.Equal(names, string.Join(' ', sets.Select(set => set.Name)));
    }

    [Theory]
    [InlineData("u-g", "'u-g' has fewer than 3 of the bands u g r i z")]
    [InlineData("u-g-redshift", "'u-g-redshift' has fewer than 3 of the bands u g r i z")]
    [InlineData("u-g-r,all", "'all' has fewer than 3 of the bands u g r i z")]
    [InlineData("U-G-R", "'U-G-R' has fewer than 3 of the bands u g r i z")]
    [InlineData("u-g-r-u", "inputs u g r u: a name stands twice")]
    [InlineData("u-g-r-psf.r", "'psf.r' is neither a band, 'redshift', nor a measurement's name")]
    [InlineData("u-g-r-alpha", "'alpha' is neither a band, 'redshift', nor a measurement's name")]
    [InlineData("u-g-r--i", "'' is neither a band, 'redshift', nor a measurement's name")]
    public void What_is_no_set_is_refused_by_name(string text, string why)
    {
        Assert.Contains($"--input-sets: {why}", Refusal(InputSetOptions.Several(), text), StringComparison.Ordinal);
        if (!text.Contains(','))
        {
            Assert.Contains($"--inputs: {why}", Refusal(InputSetOptions.One(), text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    public void No_set_at_all_is_refused(string text) => Assert.Contains(
        "--input-sets: no set is named", Refusal(InputSetOptions.Several(), text), StringComparison.Ordinal);

    [Fact]
    public void One_set_is_the_complete_one_with_redshift_unless_another_is_named()
    {
        var option = InputSetOptions.One();
        var command = new Command("test") { option };

        Assert.Equal(InputSet.Spectroscopic, command.Parse([]).ReadOne(option));
        Assert.Equal(InputSet.Photometric, command.Parse(["--inputs", "u-g-r-i-z"]).ReadOne(option));
    }

    private static (IReadOnlyList<InputSet> Sets, bool AsFarAsPossible) Several(params string[] arguments)
    {
        var option = InputSetOptions.Several();
        var parsed = new Command("test") { option }.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return parsed.ReadSeveral(option);
    }

    private static string Refusal(Option<string> option, string text) =>
        Assert.Single(new Command("test") { option }.Parse([option.Name, text]).Errors).Message;
}
