using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Trainers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>The real trainer promotes and rolls back, and the real workers hear of it.</summary>
public sealed class PromotionTests(BrokerFixture broker, SmallModelFixture models)
{
    [Fact]
    public async Task What_the_trainer_promotes_and_rolls_back_is_active_in_a_worker_that_only_listens()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        models.Model.Promote(stage.Store.Path, "before-1");
        stage.Store.Add(models.Model.Manifest("after-2"), models.Model.Files);
        await stage.StartWorkersAsync(SwapStage.OnlyMessages, "the-worker");

        await RunAsync(stage, "promote", "after-2", "--force", "--why", "a test");
        Assert.Equal("after-2", (await stage.Models.NextAsync()).Activated.Model.Version);

        await RunAsync(stage, "rollback");
        Assert.Equal("before-1", (await stage.Models.NextAsync()).Activated.Model.Version);
    }

    [Fact]
    public async Task The_announcement_is_plain_json_that_any_client_reads()
    {
        await using var stage = await SwapStage.SetAsync(await broker.CreateVirtualHostAsync());
        models.Model.Promote(stage.Store.Path, "before-1");
        stage.Store.Add(models.Model.Manifest("after-2"), models.Model.Files);
        await using var connection = await stage.Stage.Host.ConnectAsync(Patience.Token());
        var message = await SubscribeAsync(connection);

        await RunAsync(stage, "promote", "after-2", "--force", "--why", "a test");

        var (properties, body) = await message.WaitAsync(Patience.Token());
        Assert.Equal("application/json", properties.ContentType);
        Assert.Equal(DeliveryModes.Persistent, properties.DeliveryMode);
        Assert.True(Guid.TryParse(properties.MessageId, out _));
        Assert.Equal("urn:message:Streaming.Contracts:ModelPromoted", Header(properties, "MT-MessageType"));
        Assert.Equal("after-2", body.GetProperty("model").GetProperty("version").GetString());
        Assert.Equal(models.Model.Sha256, body.GetProperty("model").GetProperty("sha256").GetString());
        Assert.Equal(stage.Store.ReadChampion()!.PromotedAt, body.GetProperty("promotedAt").GetDateTimeOffset());
    }

    private static async Task RunAsync(SwapStage stage, params string[] arguments)
    {
        await using var trainer = TrainerProcess.Start(
            stage.Stage.Host.Address, [.. arguments, "--store", stage.Store.Path]);
        var exit = await trainer.ExitAsync(Patience.Token());
        Assert.True((exit, trainer.Errors) == (0, ""), trainer.Errors);
        Assert.Contains("told the workers through 127.0.0.1", trainer.Output, StringComparison.Ordinal);
    }

    // As a client in any language would: a queue of its own on the exchange that the documents name.
    private static async Task<Task<(IReadOnlyBasicProperties Properties, JsonElement Body)>> SubscribeAsync(
        IConnection connection)
    {
        const string exchange = "Streaming.Contracts:ModelPromoted";
        var received = new TaskCompletionSource<(IReadOnlyBasicProperties, JsonElement)>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        await channel.ExchangeDeclareAsync(
            exchange, ExchangeType.Fanout, durable: true, cancellationToken: Patience.Token());
        var queue = await channel.QueueDeclareAsync(cancellationToken: Patience.Token());
        await channel.QueueBindAsync(queue.QueueName, exchange, "", cancellationToken: Patience.Token());
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            var body = JsonDocument.Parse(delivery.Body.ToArray()).RootElement;
            received.TrySetResult((new BasicProperties(delivery.BasicProperties), body));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, Patience.Token());
        return received.Task;
    }

    private static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers?[name] is byte[] value ? System.Text.Encoding.UTF8.GetString(value) : null;
}
