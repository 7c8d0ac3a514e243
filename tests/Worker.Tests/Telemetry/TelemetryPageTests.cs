using System.Diagnostics.Metrics;
using System.Net;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Contracts;
using Streaming.Simulation;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;
using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Telemetry;

/// <summary>
/// The page, and what a worker publishes that classifies, rejects and fails. Alone: OpenTelemetry takes the meters of one
/// name for one meter, and a test beside this one that ends would end its metrics.
/// </summary>
[Collection(nameof(TelemetryPageTests))]
[CollectionDefinition(nameof(TelemetryPageTests), DisableParallelization = true)]
public sealed class TelemetryPageTests : IAsyncLifetime
{
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("streaming-telemetry-");
    private readonly WebApplication _app;
    private readonly MeterRecord _record;
    private readonly HttpClient _http = new();

    public TelemetryPageTests()
    {
        SmallModel.Promote(_store.FullName, SmallModel.Version);
        _app = Build();
        _record = new MeterRecord(_app.Services.GetRequiredService<IMeterFactory>(), WorkerMetrics.MeterName);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(Cancellation);
        _http.BaseAddress = new Uri(_app.Urls.Single());
        await _app.Services.GetRequiredService<ObservationConsumption>().Started.WaitAsync(Cancellation);
        _app.Services.GetRequiredService<WorkerMetrics>().BatchFailed(new TimeoutException("no confirm"));
        var night = new SimulatedNight(new NightOptions { Seed = 3 }).Observe(DriftWindow.FewestRows + 2).ToList();
        var bus = _app.Services.GetRequiredService<IBus>();
        await bus.Publish(night[0].Observation with { Alpha = null }, EnteredNow, Cancellation);
        await bus.Publish(night[1].Observation with { U = 10, G = 30, R = 10, I = 30 }, EnteredNow, Cancellation);
        await Task.WhenAll(night.Skip(2).Select(one => bus.Publish(one.Observation, EnteredNow, Cancellation)));
        while (!(await ScrapeAsync()).Contains("streaming_drift_psi", StringComparison.Ordinal))
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _record.Dispose();
        _http.Dispose();
        await _app.StopAsync(Cancellation);
        await _app.DisposeAsync();
        _store.Delete(recursive: true);
    }

    [Fact]
    public void The_page_lists_every_metric_of_the_worker_with_its_kind_unit_and_attributes() => Assert.Equal(
        Page()
            .Select(row => (row.Name, row.Kind, row.Unit, string.Join(' ', row.Attributes.Order())))
            .Order(),
        _record.Instruments());

    [Fact]
    public async Task Prometheus_gets_every_metric_of_the_page_under_the_name_that_stands_there()
    {
        var families = (await ScrapeAsync()).Split('\n')
            .Where(line => line.StartsWith("# TYPE streaming_", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2]);

        Assert.Equal(
            string.Join('\n', Page().Select(row => row.Prometheus).Order()), string.Join('\n', families.Order()));
    }

    [Fact]
    public async Task Prometheus_gets_the_runtime_s_figures_and_nothing_of_its_own_requests()
    {
        var page = await ScrapeAsync();
        await _http.GetAsync("/health/live", Cancellation);

        Assert.Contains("dotnet_process_cpu_time_seconds_total", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http_server_request_duration", await ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_telemetry_switched_off_there_is_no_endpoint()
    {
        await using var app = Build("--OTEL_SDK_DISABLED=true");
        await app.StartAsync(Cancellation);

        using var answer = await _http.GetAsync(new Uri(new Uri(app.Urls.Single()), "/metrics"), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await app.StopAsync(Cancellation);
    }

    private static IReadOnlyList<TelemetryPage.Row> Page() =>
        TelemetryPage.Metrics(Path.Combine(ShippedModel.StorePath, ".."), WorkerMetrics.MeterName);

    private WebApplication Build(params string[] settings) => WorkerApplication.Build(
    [
        "--urls=http://127.0.0.1:0",
        "--Logging:LogLevel:Default=Error",
        $"--ModelStore:Path={_store.FullName}",
        .. settings,
    ]);

    private static void EnteredNow(PublishContext<ObservationReceived> context) =>
        context.Headers.Set(EntryTime.Header, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    // Answers are kept for 300 ms by the exporter: each is as old as that at most.
    private Task<string> ScrapeAsync() => _http.GetStringAsync("/metrics", Cancellation);
}
