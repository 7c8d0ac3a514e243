using Streaming.LoadTests.Comparing;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class CompareReportTests
{
    [Fact]
    public void A_ratio_is_the_median_of_the_rounds_ratios()
    {
        var report = Report([(30, 10), (40, 10), (90, 30)]);

        Assert.Equal("3.00 (3.00, 4.00, 3.00)", Row(report, "µs to the floor's, warm").Value);
        Assert.False(Row(report, "µs to the floor's, warm").IsMet);
    }

    [Theory]
    [InlineData(34.0, true)]
    [InlineData(35.0, false)]
    public void The_gate_closes_at_15_percent_above_what_is_recorded(double worker, bool isMet)
    {
        var report = Report([(worker, 10), (worker, 10), (worker, 10)], new RecordedRatios(3, 3));

        Assert.Equal(isMet, Row(report, "µs to the floor's, warm").IsMet);
        Assert.Equal(isMet, Row(report, "µs to the floor's, start included").IsMet);
        Assert.Equal("<= 3.45", Row(report, "µs to the floor's, warm").Wanted);
    }

    [Fact]
    public void What_was_lost_or_repeated_is_missed()
    {
        var turns = Turns([(10, 10)]);

        Assert.True(Row(new CompareReport(turns, "", 1), "events lost or repeated").IsMet);
        Assert.False(Row(
            new CompareReport([turns[0] with { Repeated = 1 }, turns[1]], "", 1), "events lost or repeated").IsMet);
    }

    [Fact]
    public void The_recorded_ratios_are_above_1_and_can_be_read()
    {
        var recorded = RecordedRatios.Read(new FileInfo(Path.Combine(
            Integration.Tests.Workers.Checkout.Root, "tests", "LoadTests", "Comparing", "recorded.json")));

        Assert.True(recorded.Warm > 1);
        Assert.True(recorded.Cold > 1);
    }

    [Fact]
    public void A_file_that_records_nothing_is_refused()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{ "warm": 3 }""");

        Assert.Contains("\"cold\"", Assert.Throws<InvalidDataException>(
            () => RecordedRatios.Read(new FileInfo(file))).Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static CompareReport Report(
        IReadOnlyList<(double Worker, double Floor)> rounds, RecordedRatios? recorded = null) =>
        new(Turns(rounds), "setting", 1, recorded);

    private static List<CompareTurn> Turns(IReadOnlyList<(double Worker, double Floor)> rounds) =>
    [
        .. rounds.SelectMany(round => (CompareTurn[])
        [
            Turn(CompareRun.Worker, round.Worker),
            Turn(ContenderCommand.Floor, round.Floor),
        ]),
    ];

    private static CompareTurn Turn(string contender, double microseconds) => new()
    {
        Contender = contender,
        Cold = TimeSpan.FromMicroseconds(microseconds),
        Warm = TimeSpan.FromMicroseconds(microseconds),
        PerSecond = 1,
        Memory = 1,
        Lost = 0,
        Repeated = 0,
    };

    private static Target Row(CompareReport report, string name) =>
        report.Targets.Single(target => target.Name == name);
}
