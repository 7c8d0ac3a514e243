using MassTransit;
using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>What goes in and what comes out, on the wire.</summary>
public sealed class FormatTests(BrokerFixture broker, SmallModelFixture model)
{
    [Fact]
    public async Task A_MassTransit_envelope_is_classified()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(model.Store);
        var observation = Stage.Observations(1)[0];

        await using var publisher = await MassTransitClient.StartAsync(stage.Host.Address, _ => { });
        await publisher.Bus.Publish(observation, Patience.Token());
        var received = await stage.Events.NextAsync();

        AssertIsClassificationOf(observation, received);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Plain_JSON_is_classified_whatever_its_content_type(string? contentType)
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(model.Store);
        var observation = Stage.Observations(1)[0];

        await stage.Telescope.SendAsync(
            ObservationSender.Serialize(observation), contentType, messageId: null, Patience.Token());

        AssertIsClassificationOf(observation, await stage.Events.NextAsync());
    }

    [Fact]
    public async Task A_MassTransit_subscriber_reads_the_events()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(model.Store);
        var observation = Stage.Observations(1)[0];
        var received = new TaskCompletionSource<ConsumeContext<ObjectClassified>>();

        await using var subscriber = await MassTransitClient.SubscribeAsync<ObjectClassified>(
            stage.Host.Address,
            context =>
            {
                received.TrySetResult(context);
                return Task.CompletedTask;
            });
        await stage.Telescope.SendAsync(observation, Patience.Token());
        var context = await received.Task.WaitAsync(Patience.Token());

        Assert.Equal(observation.ObservationId, context.Message.ObservationId);
        Assert.Equal(IdOf(observation), context.MessageId);
        Assert.Null(await stage.Telescope.WaitingAsync("subscriber_error", Patience.Token()));
        Assert.Null(await stage.Telescope.WaitingAsync("subscriber_skipped", Patience.Token()));
    }

    // The body is read as a stranger would: by the names in the documentation, not by our records.
    private void AssertIsClassificationOf(ObservationReceived observation, ReceivedEvent received)
    {
        Assert.Equal(EventCollector.Classifications, received.Exchange);
        Assert.Equal("application/json", received.Properties.ContentType);
        Assert.Equal(IdOf(observation).ToString(), received.Properties.MessageId);
        Assert.True(received.Properties.Persistent);
        Assert.Equal("urn:message:Streaming.Contracts:ObjectClassified", received.Header("MT-MessageType"));
        var json = received.Parse();
        Assert.Equal(observation.ObservationId, json.GetProperty("observationId").GetString());
        Assert.Contains(json.GetProperty("class").GetString(), ObjectClass.All);
        Assert.Equal(
            json.GetProperty("confidence").GetDouble(),
            json.GetProperty("probabilities").GetProperty(json.GetProperty("class").GetString()!).GetDouble());
        Assert.Equal(
            1,
            ObjectClass.All.Sum(name => json.GetProperty("probabilities").GetProperty(name).GetDouble()),
            tolerance: 1e-6);
        Assert.Equal("small-1", json.GetProperty("model").GetProperty("version").GetString());
        Assert.Equal(model.Model.Sha256, json.GetProperty("model").GetProperty("sha256").GetString());
        Assert.Equal(observation.ObservedAt, json.GetProperty("observedAt").GetDateTimeOffset());
        Assert.Equal(observation.VisitId, json.GetProperty("visitId").GetString());
        Assert.Equal(observation.Alpha, json.GetProperty("alpha").GetDouble());
        Assert.Equal(observation.Delta, json.GetProperty("delta").GetDouble());
    }

    private Guid IdOf(ObservationReceived observation) =>
        EventId.OfClassification(observation.ObservationId!, observation.ObservedAt!.Value, model.Model.Sha256);
}
