using Spectre.Console;
using Spectre.Console.Rendering;
using Streaming.Worker.Demo;
using Xunit;

namespace Streaming.Worker.Tests.Demo;

public sealed class DemoViewTests
{
    private static readonly DemoFigures Figures = new()
    {
        Classes = new Dictionary<string, int> { ["STAR"] = 1_300, ["GALAXY"] = 500, ["QSO"] = 200 },
        Kinds = [new("spectroscopic", 400, 390), new("photometric", 1_600, 1_400)],
        Candidates = [(0, 10), (1, 1_700), (2, 280), (3, 10)],
        Covered = 1_910,
        Coverage = 0.95,
        Novel = 12,
        Reasons = new Dictionary<string, int> { ["alpha missing"] = 3, ["too_few_bands"] = 4 },
        Rejected = 7,
        Elapsed = TimeSpan.FromSeconds(2),
        P50 = 10,
        P95 = 20,
        P99 = 1_030,
    };

    [Fact]
    public void The_live_view_tells_inputs_candidates_and_novel_objects()
    {
        var lines = Lines(DemoView.Live(Figures, 5_000));

        Assert.Equal("2,007 of 5,000 observations, 1,004 a second", lines[0]);
        Assert.Equal(
            [
                "inputs spectroscopic 400, photometric 1,600", "candidates one 1,700, two 280, three 10, none 10",
                "novel 12", "rejected 7",
            ],
            lines[4..8]);
    }

    [Fact]
    public void The_summary_tells_how_often_the_class_was_right_and_the_truth_among_the_candidates()
    {
        var lines = Lines(DemoView.Summary(Figures, 2_010, ShippedModel.Snapshot.Manifest));

        Assert.Equal(
            [
                "observations 2,010", "STAR 1,300", "GALAXY 500", "QSO 200",
                "agree with the simulated truth 89.50 %", "of 400 spectroscopic 97.50 %", "of 1,600 photometric 87.50 %",
                "truth among the candidates, asked for 95 % 95.50 %",
                "one candidate 1,700", "two candidates 280", "three candidates 10", "no candidate 10",
                "novel, unlike the training data 12",
                "rejected 7", "too_few_bands 4", "alpha missing 3",
                "unanswered 3", "throughput 1,004 observations/s", "latency p50, p95, p99 10 ms, 20 ms, 1,030 ms",
                $"model {ShippedModel.Snapshot.Manifest.Version}",
            ],
            lines[2..22]);
    }

    [Fact]
    public void A_model_without_candidates_and_novelty_has_no_rows_for_them()
    {
        var figures = Figures with { Candidates = [], Covered = 0, Coverage = null, Novel = null };

        var text = string.Join('\n', Lines(DemoView.Summary(figures, 2_010, ShippedModel.Snapshot.Manifest)));

        Assert.DoesNotContain("candidate", text, StringComparison.Ordinal);
        Assert.DoesNotContain("novel", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_kind_that_was_never_classified_no_share_is_told()
    {
        var figures = Figures with { Kinds = [new("spectroscopic", 400, 390), new("photometric", 0, 0)] };

        Assert.Contains(
            "of 0 photometric -", Lines(DemoView.Summary(figures, 407, ShippedModel.Snapshot.Manifest)));
    }

    private static string[] Lines(IRenderable view)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 100;
        console.Write(view);
        return
        [
            .. text.ToString().Split('\n').Select(line =>
                string.Join(' ', line.Split([' ', '│', '\r'], StringSplitOptions.RemoveEmptyEntries))),
        ];
    }
}
