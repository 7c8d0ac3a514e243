using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Novelty;

namespace Streaming.Trainer.Tests.Novelty;

public sealed class NoveltyTests
{
    private static readonly Lazy<(MixtureDescription Mixture, LabelledData Data)> Fitted = new(() =>
    {
        using var folder = new TemporaryFolder();
        var data = CatalogueReader.Read(
            [RealCatalogue.Find() ?? folder.Write("night.csv", SimulatedCatalogue.Text(20_000))],
            CancellationToken.None);
        return (
            MixtureFit.Of(data.Part(DataPart.Training), InputSet.Photometric, 24, _ => { }, CancellationToken.None)!,
            data);
    });

    private static MixtureDescription Mixture => Fitted.Value.Mixture;

    private static IReadOnlyList<LabelledRow> Training => Fitted.Value.Data.Part(DataPart.Training);

    private static IReadOnlyList<LabelledRow> HoldOut => Fitted.Value.Data.Part(DataPart.HoldOut);

    [Theory]
    [InlineData("u-g-r-i-z")]
    [InlineData("g-r-i")]
    public void A_table_climbs_to_one_and_says_of_the_training_rows_which_share_is_as_unusual(string set)
    {
        var inputs = InputSet.Of(set.Split('-'));
        var table = NoveltyTables.Of(Mixture, inputs, Training)!;

        Assert.Equal(table.LogDensities.Order(), table.LogDensities);
        Assert.Equal(table.Shares.Distinct().Order(), table.Shares);
        Assert.Equal(1, table.Shares[^1]);
        Assert.InRange(table.Shares[0], double.Epsilon, 1.0 / Training.Count);
        var scale = new NoveltyScale(Mixture, table, inputs.Bands);
        var novelties = Training.Select(row => scale.Of(row.Observation)).ToList();
        foreach (var share in (double[])[0.001, 0.01, 0.1, 0.5])
        {
            // Between two points of the table the share is interpolated.
            Assert.Equal(share, (double)novelties.Count(one => one <= share) / novelties.Count, 0.1 * share);
        }
    }

    [Fact]
    public void Bands_that_the_mixture_lacks_and_rows_that_nobody_has_give_no_table()
    {
        var three = InputSet.Of(["g", "r", "i"]);
        var some = MixtureFit.Of(Training, three, 24, _ => { }, TestContext.Current.CancellationToken)!;

        Assert.Null(NoveltyTables.Of(some, InputSet.Photometric, Training));
        Assert.Null(NoveltyTables.Of(Mixture, InputSet.Photometric, []));
        Assert.NotNull(NoveltyTables.Of(some, InputSet.Of(["g", "r", "i", "redshift"]), Training));
    }

    [Fact]
    public void Junk_and_a_wrong_band_are_flagged_at_one_percent_of_false_alarms()
    {
        var inputs = InputSet.Photometric;
        var scale = new NoveltyScale(Mixture, NoveltyTables.Of(Mixture, inputs, Training)!, inputs.Bands);

        var check = NoveltyCheck.Of(one => scale.Of(one), HoldOut, inputs.Bands)!;

        // Of 2,400 rows or more: four standard errors.
        Assert.Equal(ObjectClassified.NovelBelow, check.FalseAlarms, 4 * Math.Sqrt(0.01 / 2_400));
        Assert.True(check.Junk >= 0.97, $"junk {check.Junk}");
        Assert.True(check.WrongBand >= 0.55, $"wrong band {check.WrongBand}");
    }

    [Fact]
    public void Without_a_density_or_rows_nothing_is_said()
    {
        Assert.Null(NoveltyCheck.Of(_ => null, HoldOut, InputSet.BandNames));
        Assert.Null(NoveltyCheck.Of(_ => 0.5, [], InputSet.BandNames));
    }

    [Fact]
    public void What_is_counted_are_the_rows_that_are_called_novel()
    {
        var rows = SimulatedCatalogue.Rows(400);

        var check = NoveltyCheck.Of(Novelty, rows, InputSet.BandNames)!;

        Assert.Equal(0, check.FalseAlarms);
        Assert.InRange(check.Junk, 0.05, 0.6);
        Assert.Equal(check, NoveltyCheck.Of(Novelty, rows, InputSet.BandNames));

        // No object is that red, and 0.01 itself is not below it.
        static double? Novelty(Observation one) => Math.Abs(one.G - one.R) > 5 ? 0.0099 : 0.01;
    }
}
