using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using RabbitMQ.Client;
using Streaming.Integration.Tests.Processes;
using Streaming.Trainer.Labels;
using Streaming.Trainer.Telemetry;

namespace Streaming.Trainer.Tests.Labels;

/// <summary>What becomes of messages while the database is away.</summary>
public sealed class LabelIntakeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_waits_for_a_database_that_was_stopped_and_is_stored_when_it_is_back()
    {
        await using var server = LocalPostgreSql.Find()!;
        await server.StartAsync(Cancellation);
        var store = await LabelStore.OpenAsync(
            LabelStoreAddress.PostgreSql("test", server.ConnectionString("postgres")), TimeProvider.System, Cancellation);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new TrainerMetrics(services.GetRequiredService<IMeterFactory>());
        var (time, log) = (new FakeTimeProvider(SomeLabels.Night.AddHours(1)), new FakeLogger<LabelIntake>());
        var intake = new LabelIntake(store, metrics, time, log);
        IncomingLabel[] batch = [new(1, new BasicProperties(), SomeLabels.Body(SomeLabels.Message()))];

        await server.StopAsync(Cancellation);
        var taking = intake.TakeAsync(batch, Cancellation);
        // Again, since a connection that was open tells of the stop in another way than one that is refused.
        while (log.Collector.Count < 3)
        {
            Assert.False(taking.IsCompleted, log.LatestRecord.Message);
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        }

        await server.StartAsync(Cancellation);
        while (!taking.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        }

        Assert.Empty(await taking);
        Assert.Equal((1, 1, 0), intake.Counts);
        Assert.Single(await store.ReadAsync(Cancellation));
    }
}
