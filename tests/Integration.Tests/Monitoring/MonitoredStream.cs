using System.Net.Http.Json;
using RabbitMQ.Client;
using Streaming.Classification.Models;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Trainers;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>
/// A broker, a worker and a trainer, all real, scraped by a Prometheus each second while they go through whatever a
/// dashboard shows. A rate needs two scrapes, so each step is taken when Prometheus has seen the one before.
/// </summary>
internal sealed class MonitoredStream : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IRestartableBroker _broker;
    private readonly Stage _stage;

    private MonitoredStream(IRestartableBroker broker, Stage stage, Prometheus prometheus)
    {
        _broker = broker;
        _stage = stage;
        Prometheus = prometheus;
    }

    public Prometheus Prometheus { get; }

    /// <summary>Returns when all of it has happened.</summary>
    public static async Task<MonitoredStream> RunAsync(SmallModel spare)
    {
        var broker = await BrokerChoice.StartOwnAsync(Patience.Token());
        var stage = await Stage.SetAsync(await VirtualHost.CreateAsync(broker, Patience.Token()));
        var ports = FreePorts.Find(2);
        var prometheus = await Prometheus.StartAsync(new Dictionary<string, string>
        {
            ["worker:8080"] = $"127.0.0.1:{ports[0]}",
            ["trainer:9464"] = $"127.0.0.1:{ports[1]}",
            ["rabbitmq:15692"] = broker.Metrics,
        });
        var stream = new MonitoredStream(broker, stage, prometheus);
        await stream.RunAsync(ports[0], ports[1], spare);
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        await Prometheus.DisposeAsync();
        await _stage.DisposeAsync();
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    private async Task RunAsync(int workerPort, int trainerPort, SmallModel spare)
    {
        var store = new ModelStore(_folder.Combine("models"));
        spare.Promote(store.Path, "spare");
        var worker = await _stage.StartWorkerAsync(
            store.Path,
            new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{workerPort}" });
        await PredictAsync(worker);
        await PublishVisitsAsync();
        await FailBatchesAsync();
        await TrainAsync(store, trainerPort);
        // With a model that knows its training data, what comes now can drift from them. The last one must be in use:
        // another one in mid-visit would count anew, and then too few.
        var champion = store.ReadChampion()!.Version;
        await SeenAsync($"streaming_model_info{{streaming_model_version=\"{champion}\"}}");
        await PublishVisitsAsync();
        await SeenAsync("streaming_drift_psi{streaming_inputs_kind=\"spectroscopic\"}");
        await SeenAsync("streaming_drift_psi{streaming_inputs_kind=\"photometric\"}");
        await PredictAsync(worker);
        await RefuseAsync(store, spare);
    }

    private async Task PublishVisitsAsync()
    {
        await using var telescope = ChildProcess.Start(
            "dotnet",
            [
                Checkout.TelescopeAssembly, "publish", "--simulate", "3000", "--visit-size", "750", "--cadence", "2.5",
                "--photometric", "0.5", "--missing-bands", "0.1", "--faulty", "0.05",
                "--broker", _stage.Host.Address.AbsoluteUri,
            ],
            new Dictionary<string, string?>());
        Assert.True(await telescope.ExitAsync(Patience.Token()) == 0, telescope.Errors);
    }

    /// <summary>A queue that refuses events fails every batch until it is gone.</summary>
    private async Task FailBatchesAsync()
    {
        await using var connection = await _stage.Host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        await channel.QueueDeclareAsync(
            "full",
            arguments: new Dictionary<string, object?> { ["x-max-length"] = 0, ["x-overflow"] = "reject-publish" },
            cancellationToken: Patience.Token());
        await channel.QueueBindAsync("full", EventCollector.Classifications, "", cancellationToken: Patience.Token());
        await _stage.Telescope.SendAsync(Stage.Observations(10), Patience.Token());
        await SeenAsync("streaming_batch_failures_total > 0");
        await channel.QueueDeleteAsync("full", cancellationToken: Patience.Token());
    }

    private async Task TrainAsync(ModelStore store, int port)
    {
        await using var spectrograph = await LabelSender.ConnectAsync(_stage.Host, Patience.Token());
        await spectrograph.SendAsync("no label", Patience.Token());
        await spectrograph.SendAsync(
            LabelSender.Simulated(60, DateTimeOffset.UnixEpoch), Patience.Token());
        var night = _folder.Combine("night.csv");
        await using (var telescope = ChildProcess.Start(
            "dotnet",
            [Checkout.TelescopeAssembly, "simulate", "--count", "2000", "--out", night],
            new Dictionary<string, string?>()))
        {
            Assert.Equal(0, await telescope.ExitAsync(Patience.Token()));
        }

        await using var trainer = TrainerProcess.Start(
            _stage.Host.Address,
            new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_PROMETHEUS_PORT"] = $"{port}",
                ["OTEL_EXPORTER_PROMETHEUS_HOST"] = "127.0.0.1",
            },
            // Each second, a training that takes a few, with margins that no model fails.
            [
                "schedule", "--cron", "* * * * * *", "--data", night, "--store", store.Path,
                "--input-sets", "u-g-r-i-z-redshift,u-g-r-i-z,g-r-i",
                "--labels", _folder.Combine("labels.db"), "--min-new-labels", "0", "--iterations", "8", "--leaves", "7",
                "--min-macro-f1", "0", "--max-calibration-error", "1", "--max-slowdown", "1000",
                "--macro-f1-margin", "1", "--qso-recall-margin", "1", "--calibration-margin", "1",
            ]);
        await SeenAsync(
            "increase(streaming_training_duration_seconds_count[5m]) > 0", () => $"{trainer.Output}\n{trainer.Errors}");
        await SeenAsync("increase(streaming_model_swaps_total[5m]) > 0");
        trainer.Terminate();
        Assert.Equal(0, await trainer.ExitAsync(Patience.Token()));
    }

    private async Task RefuseAsync(ModelStore store, SmallModel spare)
    {
        store.Add(spare.Manifest("cut"), [spare.Files[0][..100], .. spare.Files.Skip(1)]);
        store.Promote("cut", DateTimeOffset.UnixEpoch);
        await SeenAsync("increase(streaming_model_refusals_total[1m]) > 0");
    }

    private async Task PredictAsync(WorkerProcess worker)
    {
        using var answer = await worker.Http.PostAsJsonAsync("/predict", Stage.Observations(1)[0], Patience.Token());
        answer.EnsureSuccessStatusCode();
        await SeenAsync("http_server_request_duration_seconds_count{http_route=\"/predict\"}");
    }

    private Task SeenAsync(string expression, Func<string>? evidence = null) =>
        Patience.UntilAsync(() => Prometheus.AnswersAsync(expression), $"Prometheus to see {expression}", evidence);
}
