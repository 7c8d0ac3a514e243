using System.Text;
using System.Text.RegularExpressions;
using Streaming.Contracts;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Telemetry;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>What Prometheus reads from a worker on a real broker.</summary>
public sealed class MetricsTests(BrokerFixture broker, SmallModelFixture model)
{
    [Fact]
    public async Task The_figures_of_a_run_are_those_of_its_observations()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var night = Stage.Observations(1_200);
        var enteredAt = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(15);
        await Task.WhenAll(
            night.Take(1_000).Select(one => stage.Telescope.SendAsync(one, enteredAt, Patience.Token())));
        await stage.Telescope.SendAsync(night.Skip(1_000), Patience.Token());
        await stage.Telescope.SendAsync(night.Take(3).Select(one => one with { Alpha = null }), Patience.Token());
        await stage.Telescope.SendAsync(
            night.Take(2).Select(one => one with { G = null, R = -9999, Z = 99 }), Patience.Token());
        await stage.Telescope.SendAsync(night[0] with { R = null }, Patience.Token());
        await stage.Telescope.SendAsync(
            night.Take(1_100).Select(one => one with { Redshift = null }), Patience.Token());
        await stage.Telescope.SendAsync(Encoding.UTF8.GetBytes("not json"), Patience.Token());

        var worker = await stage.StartWorkerAsync(model.Store);
        await stage.Events.CountAsync(2_307);
        var metrics = await Scrape.UntilAsync(
            worker.Http,
            scrape => scrape.Sum("streaming_observations_total") == 2_307
                && scrape.Sum("streaming_observations_in_flight") == 0,
            "all to be settled");

        Assert.Equal(2_300, metrics.Sum("streaming_observations_total", ("streaming_outcome", "classified")));
        Assert.Equal(2, metrics.Sum("streaming_observations_total", ("streaming_reason", RejectionCode.TooFewBands)));
        Assert.Equal(
            1, metrics.Sum("streaming_observations_total", ("streaming_reason", RejectionCode.InputsNotSupported)));
        Assert.Equal(3, metrics.Sum("streaming_observations_total", ("streaming_reason", RejectionCode.Missing)));
        Assert.Equal(1, metrics.Sum("streaming_observations_total", ("streaming_reason", RejectionCode.NotJson)));
        Assert.Equal(0, metrics.Sum("streaming_observations_redelivered_total"));
        Assert.Equal(2_307, metrics.Sum("streaming_batch_size_sum"));
        Assert.Equal(2_307, metrics.Sum("streaming_batch_wait_seconds_count"));
        Assert.Equal(1_000, metrics.Sum("streaming_queue_wait_seconds_count"));
        Assert.Equal(1_000, metrics.Sum("streaming_end_to_end_duration_seconds_count"));
        Assert.Equal(0, metrics.Sum("streaming_end_to_end_duration_seconds_bucket", ("le", "600")));
        Assert.InRange(metrics.Sum("streaming_end_to_end_duration_seconds_sum") / 1_000, 15 * 60, 20 * 60);
        Assert.Equal(
            metrics.Sum("streaming_batch_size_count"), metrics.Sum("streaming_publish_duration_seconds_count"));
        Assert.Equal(night.Select(one => one.VisitId).Distinct().Count(), metrics.Sum("streaming_visits_total"));
        foreach (var (kind, count) in new[] { ("spectroscopic", 1_200), ("photometric", 1_100) })
        {
            Assert.Equal(1, metrics.Sum("streaming_drift_class_share", ("streaming_inputs_kind", kind)), 9);
            Assert.Equal(
                count,
                metrics.Sum(
                    "streaming_observations_inputs_total",
                    ("streaming_inputs_kind", kind),
                    ("streaming_inputs_bands", "5")));
        }

        Assert.Equal(1, metrics.Sum("streaming_consuming"));
    }

    [Fact]
    public async Task What_a_lost_consumer_held_is_counted_as_redelivered()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.Telescope.SendAsync(Stage.Observations(50), Patience.Token());
        await using (var lost = await stage.Host.ConnectAsync(Patience.Token()))
        {
            var channel = await lost.CreateChannelAsync(cancellationToken: Patience.Token());
            for (var taken = 0; taken < 30; taken++)
            {
                Assert.NotNull(
                    await channel.BasicGetAsync(ObservationsTopology.Queue, autoAck: false, Patience.Token()));
            }
        }

        var worker = await stage.StartWorkerAsync(model.Store);

        await Scrape.UntilAsync(
            worker.Http,
            scrape => scrape.Sum("streaming_observations_total") == 50
                && scrape.Sum("streaming_observations_redelivered_total") == 30
                && scrape.Sum("streaming_observations_in_flight") == 0,
            "30 of 50 to be counted as redelivered");
        await stage.AssertNothingLeftAsync(worker);
    }

    [Fact]
    public async Task An_exemplar_leads_from_a_histogram_to_the_trace_of_a_batch()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(
            model.Store,
            new Dictionary<string, string?>(receiver.Settings) { ["OTEL_TRACES_SAMPLER"] = "always_on" });
        await stage.Telescope.SendAsync(Stage.Observations(20), Patience.Token());
        await stage.Events.CountAsync(20);

        var traces = new List<string>();
        await Patience.UntilAsync(
            async () =>
            {
                traces = await ExemplarsAsync(worker.Http, "streaming_scoring_duration_seconds_bucket");
                return traces.Count > 0;
            },
            "an exemplar");

        var batches = await receiver.SpansAsync(
            1, "the batch of the exemplar", span => span.Name == "process observations" && span.TraceId == traces[0]);
        Assert.NotEmpty(batches);
    }

    [Fact]
    public async Task The_model_in_use_is_named_alone_before_and_after_a_swap()
    {
        using var store = new TemporaryFolder();
        model.Model.Promote(store.Path, "first-1");
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(store.Path);
        Assert.Equal(["first-1"], Versions(await Scrape.OfAsync(worker.Http)));

        model.Model.Promote(store.Path, "second-2");

        var metrics = await Scrape.UntilAsync(
            worker.Http, scrape => scrape.Sum("streaming_model_swaps_total") == 2, "the second model to be used");
        Assert.Equal(["second-2"], Versions(metrics));

        static IEnumerable<string> Versions(Scrape scrape) =>
            scrape.Values("streaming_model_info", "streaming_model_version");
    }

    // Only OpenMetrics has them, for a reader that asks for it.
    private static async Task<List<string>> ExemplarsAsync(HttpClient http, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Accept.ParseAdd("application/openmetrics-text; version=1.0.0");
        using var answer = await http.SendAsync(request, Patience.Token());
        var text = await answer.Content.ReadAsStringAsync(Patience.Token());
        return
        [
            .. text.Split('\n')
                .Where(line => line.StartsWith(name, StringComparison.Ordinal))
                .Select(line => Regex.Match(line, "# \\{.*trace_id=\"([0-9a-f]{32})\""))
                .Where(match => match.Success)
                .Select(match => match.Groups[1].Value),
        ];
    }
}
