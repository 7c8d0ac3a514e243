using Microsoft.Extensions.Time.Testing;
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
            "watched 2 events in 2.0 s: STAR 0 (0.0 %), GALAXY 1 (100.0 %), QSO 0 (0.0 %); rejected 1 (missing 1); "
            + "latency p50 5.0 p95 5.0 p99 5.0 ms; models v1",
            PlainText.Summary(statistics.Take()));
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
