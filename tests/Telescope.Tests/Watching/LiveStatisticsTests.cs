using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using Streaming.Contracts;
using Streaming.Telescope.Watching;
using Xunit;

namespace Streaming.Telescope.Tests.Watching;

public sealed class LiveStatisticsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Classifications_are_counted_by_class()
    {
        var statistics = new LiveStatistics(_time);

        foreach (var name in (string[])[ObjectClass.Qso, ObjectClass.Star, ObjectClass.Qso]) statistics.Add(Classified(name));

        Assert.Equal([("STAR", 1), ("GALAXY", 0), ("QSO", 2)], statistics.Take().Classes);
        Assert.Equal((3, 3), (statistics.Take().Classified, statistics.Take().Events));
    }

    [Fact]
    public void The_latency_runs_from_the_decision_to_the_arrival()
    {
        var statistics = new LiveStatistics(_time);
        for (var k = 1; k <= 100; k++) statistics.Add(Classified(ObjectClass.Star, TimeSpan.FromMilliseconds(k)));

        Assert.Equal([50, 95, 99], statistics.Take().Latency!.Select(latency => latency.TotalMilliseconds));
    }

    [Fact]
    public void Only_the_latest_latencies_count()
    {
        var window = new LatencyWindow();
        window.Add(TimeSpan.FromHours(1));
        for (var k = 0; k < LatencyWindow.Capacity; k++) window.Add(TimeSpan.FromSeconds(1));

        Assert.Equal([TimeSpan.FromSeconds(1)], window.Percentiles(1)!);
    }

    [Fact]
    public void The_rate_is_that_of_the_last_ten_seconds()
    {
        var rate = new RateWindow();
        for (var second = 0; second < 20; second++)
        {
            for (var k = 0; k < (second < 10 ? 100 : 50); k++) rate.Add(TimeSpan.FromSeconds(second + 0.5));
        }

        Assert.Equal(50, rate.RateAt(TimeSpan.FromSeconds(19.999)), tolerance: 0.1);
        Assert.Equal(0, rate.RateAt(TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public void The_rate_of_a_young_stream_is_that_since_its_start()
    {
        var rate = new RateWindow();
        for (var k = 0; k < 30; k++) rate.Add(TimeSpan.FromSeconds(0.5));

        Assert.Equal(10, rate.RateAt(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void Rejections_are_counted_by_code_and_the_latest_are_kept()
    {
        var statistics = new LiveStatistics(_time);
        for (var k = 1; k <= 9; k++) statistics.Add(Rejected($"o-{k}", k == 9 ? RejectionCode.Missing : RejectionCode.Sentinel));

        var seen = statistics.Take();
        Assert.Equal(9, seen.Rejected);
        Assert.Equal([(RejectionCode.Sentinel, 8), (RejectionCode.Missing, 1)], seen.Codes);
        Assert.Equal(["o-9: why", "o-8: why", "o-7: why", "o-6: why"], seen.LatestRejections);
    }

    [Fact]
    public void A_rejection_out_of_a_message_of_many_tells_its_position()
    {
        var statistics = new LiveStatistics(_time);
        statistics.Add(Rejected("o-1", RejectionCode.Missing) with { Position = 17 });
        statistics.Add(Rejected("o-1", RejectionCode.Missing) with { ObservationId = null, Position = 0 });

        Assert.Equal(["(no id), position 0: why", "o-1, position 17: why"], statistics.Take().LatestRejections);
    }

    [Fact]
    public void Models_stand_in_the_order_of_their_last_use()
    {
        var statistics = new LiveStatistics(_time);
        foreach (var model in (string[])["a", "b", "b", "a"]) statistics.Add(Classified(ObjectClass.Star, model: model));

        Assert.Equal(["b", "a"], statistics.Take().Models);
    }

    [Fact]
    public void The_summary_tells_shares_reasons_latency_and_models()
    {
        var statistics = new LiveStatistics(_time);
        statistics.Add(Classified(ObjectClass.Galaxy, TimeSpan.FromMilliseconds(5)));
        statistics.Add(Rejected("o", RejectionCode.Missing));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(
            "watched 2 events in 2.0 s: STAR 0 (0.0 %), GALAXY 1 (100.0 %), QSO 0 (0.0 %); spectroscopic 1 (5 bands); "
            + "rejected 1 (missing 1); latency p50 5.0 p95 5.0 p99 5.0 ms; models v1",
            PlainText.Summary(statistics.Take()));
    }

    [Fact]
    public void Classifications_are_counted_by_kind_of_input_and_number_of_bands()
    {
        var statistics = new LiveStatistics(_time);

        string[] events = ["g r i", "u g r i z redshift", "u g r i z", "g r i z", "r i z psfMag_r", "u g r i z"];
        foreach (var inputs in events)
            statistics.Add(Classified(ObjectClass.Star) with { Inputs = inputs.Split(' ') });

        Assert.Equal(
            [("spectroscopic", 5, 1), ("photometric", 5, 2), ("photometric", 4, 1), ("photometric", 3, 2)],
            statistics.Take().Inputs);
    }

    [Fact]
    public void Classifications_are_counted_by_number_of_candidates_and_novel_ones_apart()
    {
        var statistics = new LiveStatistics(_time);

        foreach (var (classes, novelty) in ((int, double?)[])[(1, 0.5), (2, 0.01), (1, null), (0, 0.0099), (1, 0.001)])
        {
            statistics.Add(Classified(ObjectClass.Star) with
            {
                Candidates = new() { Coverage = 0.95, Classes = [.. ObjectClass.All.Take(classes)] },
                Novelty = novelty,
            });
        }

        var seen = statistics.Take();
        Assert.Equal([(0, 1), (1, 3), (2, 1)], seen.Candidates);
        Assert.Equal((4, 2), (seen.Rated, seen.Novel));
    }

    [Fact]
    public void Events_of_the_former_contract_are_spectroscopic_and_tell_of_no_candidates()
    {
        var statistics = new LiveStatistics(_time);

        statistics.Add(Classified(ObjectClass.Star));

        var seen = statistics.Take();
        Assert.Equal([("spectroscopic", 5, 1)], seen.Inputs);
        Assert.Empty(seen.Candidates);
        Assert.Equal((1, 0, 0), (seen.Classified, seen.Rated, seen.Novel));
    }

    [Fact]
    public void A_plain_line_tells_inputs_candidates_and_novel_objects() => Assert.Equal(
        "2 s | STAR 3 GALAXY 0 QSO 0 | spectroscopic 1 (5 bands), photometric 2 (5 bands 1, 4 bands 1) | "
        + "candidates one 1, two 1, none 1 | novel 1 | rejected 0 | 2/s | latency p50 0.0 p95 0.0 p99 0.0 ms | model v1",
        PlainText.Line(Seen(), isConnected: true));

    [Fact]
    public void The_summary_tells_inputs_candidates_and_novel_objects() => Assert.Contains(
        "; spectroscopic 1 (5 bands), photometric 2 (5 bands 1, 4 bands 1); candidates one 1, two 1, none 1; "
        + "novel 1 (33.3 %); rejected 0; ",
        PlainText.Summary(Seen()),
        StringComparison.Ordinal);

    [Fact]
    public void The_panel_tells_inputs_candidates_and_novel_objects()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 100;

        console.Write(LivePanel.Of(Seen(), isConnected: true));

        string[] expected =
        [
            "inputs spectroscopic 1 (5 bands), photometric 2 (5 bands 1, 4 bands 1)", "candidates one 1, two 1, none 1",
            "novel 1 (33.3 %)", "latency p50 0.0 p95 0.0 p99 0.0 ms from decision to arrival", "model v1", "rejected 0",
        ];
        var lines = text.ToString().Split('\n').Select(line =>
            string.Join(' ', line.Split([' ', '│', '\r'], StringSplitOptions.RemoveEmptyEntries)));
        Assert.All(expected, line => Assert.Contains(line, lines));
    }

    private LiveSnapshot Seen()
    {
        var statistics = new LiveStatistics(_time);
        (string Inputs, string[] Candidates, double Novelty)[] events =
            [("u g r i z redshift", ["STAR"], 0.9), ("u g r i z", ["STAR", "QSO"], 0.2), ("u g i z", [], 0.002)];
        foreach (var (inputs, candidates, novelty) in events)
        {
            statistics.Add(Classified(ObjectClass.Star) with
            {
                Inputs = inputs.Split(' '),
                Candidates = new() { Coverage = 0.95, Classes = candidates },
                Novelty = novelty,
            });
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        return statistics.Take();
    }

    private static ObservationRejected Rejected(string id, string code) => new()
    {
        ObservationId = id,
        Reasons = [new RejectionReason { Code = code, Message = "why" }],
        Received = new ReceivedBody { Queue = "observations", Length = 0, Base64 = "" },
        RejectedAt = default,
    };

    private ObjectClassified Classified(string name, TimeSpan latency = default, string model = "v1") => new()
    {
        ObservationId = "o",
        Class = name,
        Confidence = 1,
        Probabilities = new() { Star = 0, Galaxy = 0, Qso = 1 },
        Model = new() { Version = model, Sha256 = "" },
        ObservedAt = default,
        ClassifiedAt = _time.GetUtcNow() - latency,
        Alpha = 0,
        Delta = 0,
    };
}
