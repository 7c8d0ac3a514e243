using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Models;

public sealed class ModelActivationTests : IAsyncLifetime
{
    private static readonly TimeSpan Polling = TimeSpan.FromHours(1);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ModelCopies _copies = new();
    private readonly ActiveModel _active = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ModelReports _reports;
    private readonly ModelActivation _activation;

    public ModelActivationTests()
    {
        _reports = new ModelReports(Options.Create(new InstanceOptions()), _time);
        var swap = new ModelSwap(
            _copies.Store,
            _active,
            _reports,
            new WorkerMetrics(_services.GetRequiredService<IMeterFactory>()),
            new WarmUp(SmallModel.Scorer(), _time),
            Options.Create(new BatchingOptions()),
            NullLogger<ModelSwap>.Instance);
        _activation = new ModelActivation(
            swap,
            Options.Create(new ModelStoreOptions { PollingInterval = Polling }),
            _time,
            NullLogger<ModelActivation>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Promote("first");
        await _activation.StartAsync(Cancellation);
        Assert.Equal("first", await ActivatedAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _activation.StopAsync(CancellationToken.None);
        _activation.Dispose();
        _copies.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task The_store_is_looked_at_when_the_interval_has_passed()
    {
        Promote("second");
        _time.Advance(Polling);

        Assert.Equal("second", await ActivatedAsync());
    }

    [Fact]
    public async Task The_store_is_looked_at_when_it_is_told_to()
    {
        Promote("second");
        _activation.Wake();

        Assert.Equal("second", await ActivatedAsync());
    }

    [Fact]
    public async Task A_champion_that_becomes_visible_after_its_announcement_is_found_within_seconds()
    {
        _copies.Add("second");
        _activation.Announce(Reference("second"));
        var activated = ActivatedAsync();
        // Longer than the first pause: this look still finds the old champion, or none is made yet.
        _time.Advance(TimeSpan.FromMilliseconds(150));
        _copies.Promote("second");

        for (var passed = TimeSpan.Zero; !activated.IsCompleted; passed += TimeSpan.FromMilliseconds(100))
        {
            Assert.True(passed < Polling, "only the polling interval found it");
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }

        Assert.Equal("second", await activated);
    }

    [Fact]
    public async Task An_announcement_that_never_comes_true_does_not_hold_up_the_next_one()
    {
        _activation.Announce(Reference("nowhere"));
        Promote("second");
        _activation.Announce(Reference("second"));

        Assert.Equal("second", await ActivatedAsync());
    }

    private static ModelReference Reference(string version) =>
        new() { Version = version, Sha256 = ModelCopies.Sha256 };

    private void Promote(string version)
    {
        _copies.Add(version);
        _copies.Promote(version);
    }

    private async Task<string> ActivatedAsync() =>
        (await _reports.Waiting.ReadAsync(Cancellation)).Activated!.Model.Version;
}
