using Streaming.Contracts;
using Streaming.Simulation;
using Streaming.Telescope.Simulating;
using Streaming.Telescope.Tests.Publishing;
using Xunit;

namespace Streaming.Telescope.Tests.Simulating;

public sealed class NightWriterTests
{
    // Long enough for each mark to stand in the place of a redshift and of a band.
    private static readonly SimulatedObservation[] Night =
        [.. new SimulatedNight(new NightOptions { PhotometricShare = 0.8, MissingBandsShare = 0.5 }).Observe(500)];

    [Fact]
    public async Task A_night_written_as_json_lines_is_published_as_it_was_made() =>
        Assert.Equal(Night.Select(Measured), await ReadBackAsync(NightWriter.WriteJsonLines));

    [Fact]
    public async Task A_night_written_as_csv_is_published_as_it_was_made_but_for_its_source() =>
        Assert.Equal(
            Night.Select(o => Measured(o) with { Source = null }), await ReadBackAsync(NightWriter.WriteCsv));

    [Fact]
    public void What_is_absent_is_an_empty_cell_and_a_mark_is_its_number()
    {
        var observation = Night[0].Observation with { G = null, Z = 99, Redshift = null };
        using var text = new StringWriter();

        NightWriter.WriteCsv(text, [Night[0] with { Observation = observation }]);

        Assert.Equal(
            "sim-17-0000001,2026-01-15T20:00:00.0000000Z,357.7456375,15.859226,21.26357,,19.28987,19.02561,99,,STAR,"
            + "night-17-visit-0001",
            text.ToString().Split(Environment.NewLine)[1]);
    }

    [Fact]
    public void Every_line_carries_the_true_class()
    {
        Assert.All(Night.Zip(Lines(NightWriter.WriteCsv).Skip(1)), pair => Assert.Contains($",{pair.First.Class},", pair.Second));
        Assert.All(
            Night.Zip(Lines(NightWriter.WriteJsonLines)),
            pair => Assert.Contains($"\"class\":\"{pair.First.Class}\"", pair.Second));
    }

    // A mark is not measured, and what is not measured is absent.
    private static ObservationReceived Measured(SimulatedObservation simulated)
    {
        var o = simulated.Observation;
        return o with
        {
            U = Measured(o.U),
            G = Measured(o.G),
            R = Measured(o.R),
            I = Measured(o.I),
            Z = Measured(o.Z),
            Redshift = Measured(o.Redshift),
        };
    }

    private static double? Measured(double? number) =>
        number is { } value && NotMeasured.IsMark(value) ? null : number;

    private static Task<List<ObservationReceived>> ReadBackAsync(
        Action<TextWriter, IEnumerable<SimulatedObservation>> write) =>
        new PublishedFile().ReadAsync(new() { Measurements = null }, "night", Lines(write));

    private static string[] Lines(Action<TextWriter, IEnumerable<SimulatedObservation>> write)
    {
        using var text = new StringWriter();
        write(text, Night);
        return text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
