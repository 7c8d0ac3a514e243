using Streaming.Simulation;
using Streaming.Telescope.Reading;
using Streaming.Telescope.Simulating;
using Xunit;

namespace Streaming.Telescope.Tests.Simulating;

public sealed class NightWriterTests
{
    private static readonly SimulatedObservation[] Night = [.. new SimulatedNight(new NightOptions()).Observe(50)];

    [Fact]
    public void A_night_written_as_json_lines_is_read_back_whole() =>
        Assert.Equal(Night.Select(o => o.Observation), ReadBack(NightWriter.WriteJsonLines));

    [Fact]
    public void A_night_written_as_csv_is_read_back_but_for_its_source() =>
        Assert.Equal(Night.Select(o => o.Observation with { Source = null }), ReadBack(NightWriter.WriteCsv));

    [Fact]
    public void Every_line_carries_the_true_class()
    {
        Assert.All(Night.Zip(Lines(NightWriter.WriteCsv).Skip(1)), pair => Assert.Contains($",{pair.First.Class},", pair.Second));
        Assert.All(
            Night.Zip(Lines(NightWriter.WriteJsonLines)),
            pair => Assert.Contains($"\"class\":\"{pair.First.Class}\"", pair.Second));
    }

    private static List<Contracts.ObservationReceived> ReadBack(Action<TextWriter, IEnumerable<SimulatedObservation>> write)
    {
        using var file = new TemporaryFile("night", Lines(write));
        return [.. ObservationFile.Open(file.Path, TimeProvider.System).Read(new SkippedRows())];
    }

    private static string[] Lines(Action<TextWriter, IEnumerable<SimulatedObservation>> write)
    {
        using var text = new StringWriter();
        write(text, Night);
        return text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
