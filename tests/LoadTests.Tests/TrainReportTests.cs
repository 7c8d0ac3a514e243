using Streaming.LoadTests.Training;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class TrainReportTests
{
    private static readonly TrainTurn Turn = new(
        200_000,
        [("train", new ProgramFigures(TimeSpan.FromSeconds(75.4), TimeSpan.FromSeconds(81), 401.5))],
        HoldOutFigures.In("""
            {"ensembles": [{"inputs": ["g", "r", "i"], "holdOut": {"accuracy": 0.9, "macroF1": 0.81234, "logLoss": 0.3}}]}
            """));

    [Fact]
    public void A_line_has_the_rows_the_command_and_what_it_took() => Assert.Equal(
        "| 200,000 | `train` | 75 | 81 | 402 |", TrainReport.Costs([Turn]).TrimEnd('\n').Split('\n')[^1]);

    [Fact]
    public void A_line_has_what_each_ensemble_reached_on_the_hold_out() => Assert.Equal(
        "| 200,000 | g r i | 0.9000 | 0.8123 | 0.3000 |", TrainReport.Quality([Turn]).TrimEnd('\n').Split('\n')[^1]);

    [Fact]
    public void Processor_time_is_read_past_a_name_with_blanks_and_brackets() => Assert.Equal(
        TimeSpan.FromSeconds(1.5),
        MeasuredProgram.ProcessorTimeIn("7 (a (b) c) S 1 7 7 0 -1 4194304 100 0 0 0 120 30 0 0 20 0 9 0 55"));

    [Fact]
    public void Peak_memory_is_read_in_mebibytes_and_is_gone_with_the_process()
    {
        Assert.Equal(1.5, MeasuredProgram.PeakMemoryIn(["Name:\tdotnet", "VmHWM:\t    1536 kB", "VmRSS:\t 1 kB"]));
        Assert.Null(MeasuredProgram.PeakMemoryIn(["Name:\tdotnet"]));
    }
}
