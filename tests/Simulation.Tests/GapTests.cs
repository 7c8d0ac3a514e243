using Streaming.Contracts;
using Xunit;

namespace Streaming.Simulation.Tests;

public sealed class GapTests
{
    private const int Count = 20_000;

    private static readonly SimulatedObservation[] Whole = Night(new NightOptions());

    private static readonly SimulatedObservation[] Real =
        Night(new NightOptions { PhotometricShare = 0.8, MissingBandsShare = 0.1 });

    [Fact]
    public void The_asked_share_of_observations_has_no_redshift() =>
        Assert.Equal(0.8, Real.Count(o => !IsMeasured(o.Observation.Redshift)) / (double)Count, tolerance: 0.01);

    [Fact]
    public void The_asked_share_of_observations_lacks_one_band_or_of_one_in_five_two()
    {
        var lacking = Real.Select(o => Bands(o).Count(band => !IsMeasured(band))).ToArray();

        Assert.Equal(0.08, lacking.Count(bands => bands == 1) / (double)Count, tolerance: 0.005);
        Assert.Equal(0.02, lacking.Count(bands => bands == 2) / (double)Count, tolerance: 0.005);
        Assert.Equal(2, lacking.Max());
    }

    [Fact]
    public void Every_band_goes_missing_as_often_as_the_others()
    {
        for (var band = 0; band < 5; band++)
        {
            // A tenth of the observations lack 1.2 of five bands.
            Assert.Equal(0.024, Real.Count(o => !IsMeasured(Bands(o)[band])) / (double)Count, tolerance: 0.004);
        }
    }

    [Fact]
    public void What_is_not_measured_is_mostly_absent_and_else_one_of_the_marks_of_surveys()
    {
        double?[][] gaps = [[.. Real.Select(o => o.Observation.Redshift)], [.. Real.SelectMany(Bands)]];

        Assert.All(gaps, values =>
        {
            var marks = values.OfType<double>().Where(NotMeasured.IsMark).ToArray();
            Assert.Equal(NotMeasured.Marks, marks.Distinct().Order());
            Assert.Equal(0.7, 1 - marks.Length / (double)values.Count(value => !IsMeasured(value)), tolerance: 0.03);
        });
    }

    [Fact]
    public void Two_missing_bands_of_an_observation_are_written_alike() =>
        Assert.All(Real, o => Assert.InRange(Bands(o).Where(band => !IsMeasured(band)).Distinct().Count(), 0, 1));

    [Fact]
    public void What_is_measured_is_what_the_whole_night_has() => Assert.All(Whole.Zip(Real), pair =>
    {
        var (whole, real) = (pair.First.Observation, pair.Second.Observation);
        Assert.Equal(
            pair.First,
            pair.Second with
            {
                Observation = real with
                {
                    U = Filled(real.U, whole.U),
                    G = Filled(real.G, whole.G),
                    R = Filled(real.R, whole.R),
                    I = Filled(real.I, whole.I),
                    Z = Filled(real.Z, whole.Z),
                    Redshift = Filled(real.Redshift, whole.Redshift),
                },
            });
    });

    [Fact]
    public void Each_share_leaves_the_other_gaps_where_they_are()
    {
        var photometric = Night(new NightOptions { PhotometricShare = 0.8 });
        var lacking = Night(new NightOptions { MissingBandsShare = 0.1 });

        Assert.Equal(Real.Select(o => o.Observation.Redshift), photometric.Select(o => o.Observation.Redshift));
        Assert.Equal(Real.SelectMany(Bands), lacking.SelectMany(Bands));
    }

    [Fact]
    public void A_share_of_1_leaves_no_redshift_and_no_observation_with_all_bands()
    {
        var night = Night(new NightOptions { PhotometricShare = 1, MissingBandsShare = 1 });

        Assert.All(night, o => Assert.False(IsMeasured(o.Observation.Redshift)));
        Assert.All(night, o => Assert.InRange(Bands(o).Count(IsMeasured), 3, 4));
    }

    [Fact]
    public void An_observation_with_gaps_is_not_faulty() => Assert.All(Real, o => Assert.False(o.IsFaulty));

    private static SimulatedObservation[] Night(NightOptions options) => [.. new SimulatedNight(options).Observe(Count)];

    private static double?[] Bands(SimulatedObservation simulated)
    {
        var o = simulated.Observation;
        return [o.U, o.G, o.R, o.I, o.Z];
    }

    private static bool IsMeasured(double? value) => value is { } number && !NotMeasured.IsMark(number);

    private static double? Filled(double? real, double? whole) => IsMeasured(real) ? real : whole;
}
