using System.IO.Compression;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>
/// What <c>telescope publish --file</c> leaves in the broker, and what <c>telescope watch --out</c> in a file.
/// </summary>
public sealed class TelescopeFileTests(BrokerFixture broker) : IDisposable
{
    private const int Count = 1_100;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_packed_table_on_standard_input_is_published_as_from_its_file()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        var night = Path.Combine(_folder.Path, "night.csv");
        await using var simulate = Telescope("simulate", "--count", $"{Count}", "--out", night);
        Assert.Equal(0, await simulate.ExitAsync(Patience.Token()));
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(await File.ReadAllBytesAsync(night, Patience.Token()), Patience.Token());

        await using var publish = Telescope(
            "publish", "--file", "-", "--bulk", "500", "--broker", host.Address.AbsoluteUri);
        publish.Feed(packed.ToArray());

        Assert.True(await publish.ExitAsync(Patience.Token()) == 0, publish.Errors);
        Assert.StartsWith($"published 1,100 observations in 3 messages", publish.Output, StringComparison.Ordinal);
        Assert.Empty(publish.Errors);
        var messages = await host.TakeAsync(3);
        Assert.Equal(
            new SimulatedNight(new NightOptions()).Observe(Count).Select(o => o.Observation.ObservationId),
            messages.SelectMany(message => message.ObservationIds()));
    }

    [Fact]
    public async Task What_was_watched_is_in_the_table_though_the_broker_went_away_before_the_end()
    {
        await using var own = await BrokerChoice.StartOwnAsync(Patience.Token());
        var host = await VirtualHost.CreateAsync(own, Patience.Token());
        var table = Path.Combine(_folder.Path, "events.csv");
        await using var watch = Telescope("watch", "--out", table, "--broker", host.Address.AbsoluteUri);
        await Patience.UntilAsync(
            async () => await host.BindingsAsync(EventCollector.Rejections, Patience.Token()) == 1,
            "the queue to be bound",
            () => watch.Errors);
        var ids = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var id in ids)
        {
            var alone = BulkMessages.Classified(id) with { EventId = null };
            await host.SendEventAsync(EventCollector.Classifications, id, alone);
        }

        await watch.LineAsync(line => line.Contains("STAR 3 ", StringComparison.Ordinal), Patience.Token());
        Assert.False(File.Exists(table));

        await own.StopAsync(Patience.Token());
        await watch.LineAsync(
            line => line.EndsWith("no connection to the broker", StringComparison.Ordinal), Patience.Token());
        watch.Terminate();

        Assert.Equal(130, await watch.ExitAsync(Patience.Token()));
        var rows = (await File.ReadAllLinesAsync(table, Patience.Token())).Select(line => line.Split(',')).ToList();
        Assert.Equal("observation_id", rows[0][0]);
        Assert.Equal(
            ids.Select(id => ($"o-{id}", ObjectClass.Star, $"{id}")),
            rows[1..].Select(row => (row[0], row[1], row[^1])));
        Assert.Equal([table], Directory.GetFiles(_folder.Path));
    }

    private static ChildProcess Telescope(params string[] arguments) =>
        ChildProcess.Start("dotnet", [Checkout.TelescopeAssembly, .. arguments], new Dictionary<string, string?>());
}
