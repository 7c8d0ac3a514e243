using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Telemetry;
using Streaming.Integration.Tests.Trainers;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;
using Streaming.Worker.Tests.Telemetry;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>The real trainer retrains by itself, from a file and the labels of the broker.</summary>
public sealed class RetrainingTests : IDisposable
{
    private static readonly DateTimeOffset Night = new(2026, 3, 14, 3, 0, 0, TimeSpan.Zero);

    // Margins that no model fails: what is tested is not how good it is.
    private static readonly string[] Lenient =
    [
        "--min-macro-f1", "0", "--max-calibration-error", "1", "--max-slowdown", "1000",
        "--macro-f1-margin", "1", "--qso-recall-margin", "1", "--calibration-margin", "1",
    ];

    private readonly BrokerFixture _broker;
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _where;

    public RetrainingTests(BrokerFixture broker)
    {
        _broker = broker;
        var data = _folder.Combine("night.csv");
        File.WriteAllLines(data, Catalogue(2_000));
        _where =
        [
            "--data", data, "--store", Store.Path, "--labels", _folder.Combine("labels.db"), "--leaves", "7",
            "--input-sets", "u-g-r-i-z-redshift",
        ];
    }

    private ModelStore Store => new(_folder.Combine("models"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_trains_for_enough_new_labels_and_else_says_why_not()
    {
        await using var host = await _broker.CreateVirtualHostAsync();
        await using var spectrograph = await LabelSender.ConnectAsync(host, Patience.Token());
        var labels = LabelSender.Simulated(110, Night).ToList();

        await spectrograph.SendAsync(labels.Take(60), Patience.Token());
        var output = await RunOnceAsync(host.Address, ["--min-new-labels", "50", .. Lenient]);
        Assert.Contains("60 messages taken, 60 labels new, 0 refused", output, StringComparison.Ordinal);
        Assert.Contains("A model is trained: there is no model yet", output, StringComparison.Ordinal);
        var first = Assert.Single(Store.Versions());
        Assert.Equal(first, Store.ReadChampion()!.Version);
        Assert.Equal((60, 60, 0), Counts(first));

        output = await RunOnceAsync(host.Address, ["--min-new-labels", "50", .. Lenient]);
        Assert.Contains("No model is trained: only 0 of 50 labels are new", output, StringComparison.Ordinal);
        Assert.Single(Store.Versions());

        await spectrograph.SendAsync(labels, Patience.Token());
        output = await RunOnceAsync(host.Address, ["--min-new-labels", "50", .. Lenient]);
        Assert.Contains("110 messages taken, 50 labels new", output, StringComparison.Ordinal);
        Assert.Contains($"50 labels are new to {first}", output, StringComparison.Ordinal);
        var second = Store.ReadChampion()!.Version;
        Assert.NotEqual(first, second);
        Assert.Equal((110, 110, 0), Counts(second));

        // A champion that is better is a good end, too.
        output = await RunOnceAsync(broker: null, ["--min-new-labels", "0", "--min-macro-f1", "1"]);
        Assert.Contains($"is refused, the champion stays {second}", output, StringComparison.Ordinal);
        Assert.Equal(second, Store.ReadChampion()!.Version);
    }

    [Fact]
    public async Task The_schedule_serves_every_metric_of_the_telemetry_page()
    {
        await using var host = await _broker.CreateVirtualHostAsync();
        await using var spectrograph = await LabelSender.ConnectAsync(host, Patience.Token());
        await spectrograph.SendAsync(LabelSender.Simulated(40, Night), Patience.Token());
        await spectrograph.SendAsync("no label", Patience.Token());
        var port = FreePorts.Find(1)[0];
        await using var trainer = TrainerProcess.Start(
            host.Address,
            new Dictionary<string, string?> { ["OTEL_EXPORTER_PROMETHEUS_PORT"] = $"{port}" },
            ["schedule", "--cron", "0 3 1 1 *", "--run-now", .. _where, "--iterations", "8", .. Lenient]);
        await trainer.LineAsync(
            line => line.Contains("is the champion", StringComparison.Ordinal), Patience.Token());

        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        var metrics = await Scrape.UntilAsync(
            http,
            scrape => scrape.Sum("streaming_training_runs_total", ("streaming_outcome", "promoted")) == 1
                && scrape.Sum("streaming_labels_total") == 41,
            "the run and the labels to be counted");

        Assert.Equal(40, metrics.Sum("streaming_labels_total", ("streaming_outcome", "stored")));
        Assert.Equal(1, metrics.Sum("streaming_labels_total", ("streaming_outcome", "rejected")));
        Assert.Equal(
            [Store.ReadChampion()!.Version], metrics.Values("streaming_champion_info", "streaming_model_version"));
        var page = TelemetryPage.Metrics(Checkout.Root, "Streaming.Trainer");
        Assert.Equal(
            page.Select(row => row.Prometheus).Order(),
            metrics.Families.Where(name => name.StartsWith("streaming", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_broker_that_is_away_does_not_keep_it_from_training()
    {
        var nowhere = new Uri($"amqp://127.0.0.1:{FreePorts.Find(1)[0]}/");

        var output = await RunOnceAsync(nowhere, Lenient);

        Assert.Contains("Labels may still wait at 127.0.0.1", output, StringComparison.Ordinal);
        Assert.Single(Store.Versions());
    }

    [Fact]
    public async Task Told_to_end_while_it_trains_the_schedule_stops_and_leaves_the_store_as_it_was()
    {
        await using var host = await _broker.CreateVirtualHostAsync();
        string[] schedule = ["schedule", "--cron", "0 3 1 1 *", "--time-zone", "Europe/Berlin", "--run-now"];
        await using var trainer = TrainerProcess.Start(
            host.Address, [.. schedule, .. _where, "--iterations", "10000"]);
        await trainer.LineAsync(
            line => line.Contains("Collecting labels", StringComparison.Ordinal), Patience.Token());
        await trainer.LineAsync(
            line => line.StartsWith("Training 1 input sets", StringComparison.Ordinal), Patience.Token());

        trainer.Terminate();

        Assert.Equal(0, await trainer.ExitAsync(Patience.Token()));
        Assert.Contains("Scheduled in Europe/Berlin, next: ", trainer.Output, StringComparison.Ordinal);
        Assert.Contains("-01-01 03:00:00 +01:00", trainer.Output, StringComparison.Ordinal);
        Assert.Contains("The training was stopped", trainer.Output, StringComparison.Ordinal);
        Assert.Empty(trainer.Errors);
        Assert.Empty(Store.Versions());
        Assert.Null(Store.ReadChampion());
    }

    private static IEnumerable<string> Catalogue(int rows) =>
    [
        "u,g,r,i,z,redshift,class",
        .. new SimulatedNight(new NightOptions { Seed = 5 }).Observe(rows).Select(made => string.Create(
            CultureInfo.InvariantCulture,
            $"{made.Observation.U},{made.Observation.G},{made.Observation.R},{made.Observation.I},{made.Observation.Z},"
            + $"{made.Observation.Redshift},{made.Class}")),
    ];

    private async Task<string> RunOnceAsync(Uri? broker, string[] arguments)
    {
        await using var trainer = TrainerProcess.Start(
            broker, ["run-once", .. _where, "--iterations", "8", .. arguments]);
        var code = await trainer.ExitAsync(Patience.Token());
        Assert.True(code == 0, $"exit code {code}:\n{trainer.Output}\n{trainer.Errors}");
        return trainer.Output;
    }

    private (int, int, int) Counts(string version)
    {
        var labels = Store.ReadManifest(version).Data!.Labels!;
        return (labels.Count, labels.Rows, labels.Replaced);
    }
}
