using System.Text.Json;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>
/// What <c>telescope publish --bulk</c> leaves in the broker, and what <c>telescope watch</c> makes of objects that
/// come many in a message.
/// </summary>
public sealed class TelescopeBulkTests(BrokerFixture broker, SmallModelFixture model)
{
    [Fact]
    public async Task A_packed_night_in_bulk_is_answered_in_both_forms_and_watched_as_one()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(
            model.Store, new Dictionary<string, string?> { ["Events__Form"] = "both" });
        await using var watch = ChildProcess.Start(
            "dotnet",
            [Checkout.TelescopeAssembly, "watch", "--json", "--count", "2000", "--broker", stage.Host.Address.AbsoluteUri],
            new Dictionary<string, string?>());
        await Patience.UntilAsync(
            async () => await stage.Host.BindingsAsync(EventCollector.Rejections, Patience.Token()) == 2,
            "both queues to be bound",
            () => watch.Errors);

        await PublishAsync(stage.Host, "--simulate", "2000", "--seed", "5", "--faulty", "0.1", "--bulk", "500", "--gzip");

        Assert.Equal(0, await watch.ExitAsync(Patience.Token()));
        var watched = watch.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2_000, watched.Distinct().Count());
        await stage.AssertNothingLeftAsync(worker);
    }

    [Fact]
    public async Task A_night_in_bulk_is_in_the_queue_for_messages_of_many()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        var night = new SimulatedNight(new NightOptions { Seed = 5, FaultyShare = 0.1 }).Observe(1_100);

        var summary = await PublishAsync(
            host, "--simulate", "1100", "--seed", "5", "--faulty", "0.1", "--bulk", "500", "--json");

        var counts = JsonDocument.Parse(summary).RootElement;
        Assert.Equal(
            (1_100, 1_100, 3),
            (counts.GetProperty("sent").GetInt32(),
                counts.GetProperty("confirmed").GetInt32(),
                counts.GetProperty("messages").GetInt32()));
        var messages = await host.TakeAsync(3);
        Assert.All(messages, message => Assert.True(message.BasicProperties.Persistent));
        Assert.All(messages, message => Assert.Equal("application/json", message.BasicProperties.ContentType));
        Assert.All(messages, message => Assert.False(message.BasicProperties.IsContentEncodingPresent()));
        Assert.Equal(
            night.Select(simulated => simulated.Observation.ObservationId),
            messages.SelectMany(message => message.ObservationIds()));
    }

    [Fact]
    public async Task Compressed_messages_say_so()
    {
        await using var host = await broker.CreateVirtualHostAsync();

        Assert.StartsWith(
            "published 100 observations in 1 message (0 photometric, 100 spectroscopic) in ",
            await PublishAsync(host, "--simulate", "100", "--bulk", "5000", "--gzip"),
            StringComparison.Ordinal);

        var message = Assert.Single(await host.TakeAsync(1));
        Assert.Equal("gzip", message.BasicProperties.ContentEncoding);
        Assert.Equal(100, message.ObservationIds().Count());
    }

    [Fact]
    public async Task A_queue_that_is_declared_otherwise_is_told_by_its_name()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        await using var connection = await host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        await channel.QueueDeclareAsync(
            ObservationsTopology.BulkQueue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "classic" }, cancellationToken: Patience.Token());

        await using var publish = Telescope(host, "--simulate", "5", "--bulk", "5");

        Assert.Equal(1, await publish.ExitAsync(Patience.Token()));
        Assert.StartsWith(
            "telescope: the broker refuses the queue observations_bulk: ", publish.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_shows_an_object_once_that_comes_alone_and_among_others()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        await using var watch = ChildProcess.Start(
            "dotnet",
            [Checkout.TelescopeAssembly, "watch", "--json", "--count", "4", "--broker", host.Address.AbsoluteUri],
            new Dictionary<string, string?>());
        await Patience.UntilAsync(
            async () => await host.BindingsAsync(EventCollector.Rejections, Patience.Token()) == 1,
            "the queue to be bound",
            () => watch.Errors);
        var ids = Enumerable.Range(1, 4).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var id in ids[..2])
        {
            var alone = BulkMessages.Classified(id) with { EventId = null };
            await host.SendEventAsync(EventCollector.Classifications, id, alone);
        }

        await host.SendEventAsync(
            BulkMessages.Objects,
            Guid.NewGuid(),
            new ObjectsClassified { Objects = [.. ids.Select(BulkMessages.Classified)] });

        Assert.Equal(0, await watch.ExitAsync(Patience.Token()));
        Assert.Equal(
            ids.Select(id => $"o-{id}"),
            watch.Output.Split('\n').Select(line => JsonElement.Parse(line).GetProperty("observationId").GetString()));
    }

    private static async Task<string> PublishAsync(VirtualHost host, params string[] arguments)
    {
        await using var publish = Telescope(host, arguments);
        var exitCode = await publish.ExitAsync(Patience.Token());
        Assert.True(exitCode == 0, publish.Errors);
        return publish.Output;
    }

    private static ChildProcess Telescope(VirtualHost host, params string[] arguments) => ChildProcess.Start(
        "dotnet",
        [Checkout.TelescopeAssembly, "publish", .. arguments, "--broker", host.Address.AbsoluteUri],
        new Dictionary<string, string?>());
}
