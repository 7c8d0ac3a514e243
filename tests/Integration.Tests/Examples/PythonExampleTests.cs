using System.Text.Json;
using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests.Examples;

/// <summary>The scripts of <c>docs/examples/python</c>, with Debian's own python3-pika.</summary>
public sealed class PythonExampleTests(BrokerFixture broker, SmallModelFixture model)
{
    private const string Python = "/usr/bin/python3";
    private const int VisitSize = 1_000;

    [Fact]
    public async Task The_publishers_observations_come_to_the_subscriber_as_events()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(model.Store);
        using var folder = new TemporaryFolder();
        var ids = await ExampleStage.WriteVisitAsync(folder.Combine("visit.jsonl"), VisitSize);
        await using var subscriber = ExampleStage.Start(Python, [Script("subscribe"), .. To(stage)]);
        await stage.SubscribedAsync(subscriber, EventCollector.Classifications);

        Assert.Equal("1 published and confirmed", await PublishAsync(stage, "publish"));
        Assert.StartsWith(
            "1000 published, 1000 confirmed, 0 not taken,",
            await PublishAsync(stage, "publish_burst", folder.Combine("visit.jsonl")),
            StringComparison.Ordinal);

        var events = await stage.Events.CountAsync(VisitSize + 1);
        await Patience.UntilAsync(
            () => Task.FromResult(subscriber.Output.Split('\n').Length > VisitSize),
            "all events",
            () => subscriber.Errors);
        var seen = subscriber.Output.Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            events.Select(one => one.Properties.MessageId).Order(),
            seen.Select(one => one.GetProperty("messageId").GetString()).Order());
        Assert.Superset(ids.ToHashSet(), seen.Select(one => one.GetProperty("observationId").GetString()!).ToHashSet());
        Assert.All(seen, one => Assert.Contains(one.GetProperty("class").GetString(), ObjectClass.All));
    }

    [Theory]
    [InlineData(new string[0], null)]
    [InlineData(new[] { "--gzip" }, "gzip")]
    public async Task The_publisher_of_many_in_a_message_leaves_all_in_their_queue(string[] options, string? encoding)
    {
        await using var host = await broker.CreateVirtualHostAsync();
        using var folder = new TemporaryFolder();
        var ids = await ExampleStage.WriteVisitAsync(folder.Combine("catalogue.jsonl"), VisitSize);

        Assert.Equal(
            "1000 published and confirmed in 3 messages",
            await ExampleStage.OutputAsync(Python,
            [
                Script("publish_bulk"), folder.Combine("catalogue.jsonl"), "--size", "400", .. options,
                "--url", host.Address.AbsoluteUri,
            ]));

        var messages = await host.TakeAsync(3);
        Assert.All(messages, message => Assert.Equal(encoding, message.BasicProperties.ContentEncoding));
        Assert.All(messages, message => Assert.True(message.BasicProperties.Persistent));
        Assert.Equal(ids, messages.SelectMany(message => message.ObservationIds()).Order());
    }

    [Fact]
    public async Task The_subscriber_of_many_in_a_message_shows_each_object()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        await using var subscriber = ExampleStage.Start(
            Python, [Script("subscribe"), "--objects", "--url", host.Address.AbsoluteUri]);
        await Patience.UntilAsync(
            async () => await host.BindingsAsync(BulkMessages.Objects, Patience.Token()) == 1,
            "the subscriber to bind its queue",
            () => subscriber.Errors);
        Guid[] ids = [Guid.NewGuid(), Guid.NewGuid()];

        await host.SendEventAsync(
            BulkMessages.Objects,
            Guid.NewGuid(),
            new ObjectsClassified { Objects = [.. ids.Select(BulkMessages.Classified)] });

        await subscriber.LineAsync(line => line.Contains($"{ids[1]}", StringComparison.Ordinal), Patience.Token());
        Assert.Equal(
            ids.Select(id => (id, $"o-{id}")),
            subscriber.Output.Split('\n').Select(line => JsonElement.Parse(line)).Select(one =>
                (one.GetProperty("eventId").GetGuid(), one.GetProperty("observationId").GetString()!)));
    }

    [Fact]
    public async Task The_subscriber_of_refusals_shows_why()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(model.Store);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.Combine("faulty.jsonl"), """{"observationId": "faulty-1", "u": -9999}""", Patience.Token());
        await using var subscriber = ExampleStage.Start(
            Python, [Script("subscribe"), "--rejected", "--queue", "refusals", .. To(stage)]);
        await stage.SubscribedAsync(subscriber, EventCollector.Rejections);

        await PublishAsync(stage, "publish", folder.Combine("faulty.jsonl"));

        var line = await subscriber.LineAsync(_ => true, Patience.Token());
        var refused = JsonDocument.Parse(line).RootElement;
        Assert.Equal("faulty-1", refused.GetProperty("observationId").GetString());
        Assert.Equal(
            [RejectionCode.Missing, RejectionCode.TooFewBands],
            refused.GetProperty("reasons").EnumerateArray()
                .Select(reason => reason.GetProperty("code").GetString())
                .Distinct());
    }

    private static Task<string> PublishAsync(Stage stage, string script, params string[] arguments) =>
        ExampleStage.OutputAsync(Python, [Script(script), .. arguments, .. To(stage)]);

    private static string[] To(Stage stage) => ["--url", stage.Host.Address.AbsoluteUri];

    private static string Script(string name) => Path.Combine(ExampleStage.Folder, "python", $"{name}.py");
}
