using System.Net;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Contracts;
using Streaming.Worker.Tests.Models;
using Xunit;

namespace Streaming.Worker.Tests.Promotions;

public sealed class InMemoryPromotionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_broker_a_promotion_is_heard_and_its_activation_told()
    {
        using var copies = new ModelCopies();
        copies.Add("one");
        copies.Add("two");
        copies.Promote("one");
        var told = System.Threading.Channels.Channel.CreateUnbounded<ModelActivated>();
        await using var app = WorkerApplication.Build(
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=Warning",
            "--Instance:Name=the-worker",
            "--ModelStore:PollingInterval=01:00:00",
            $"--ModelStore:Path={copies.Store.Path}");
        await app.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        while ((await client.GetAsync("/health/ready", Cancellation)).StatusCode != HttpStatusCode.OK)
        {
            await Task.Yield();
        }

        var bus = app.Services.GetRequiredService<IBus>();
        await app.Services.GetRequiredService<IReceiveEndpointConnector>().ConnectReceiveEndpoint(
            "told",
            (_, endpoint) =>
            {
                endpoint.UseRawJsonDeserializer();
                endpoint.Handler<ModelActivated>(context => told.Writer.WriteAsync(context.Message).AsTask());
            }).Ready;

        copies.Promote("two");
        var promoted = new ModelPromoted { Model = new ModelReference { Version = "two", Sha256 = ModelCopies.Sha256 } };
        await bus.Publish(promoted, Cancellation);
        var activated = await told.Reader.ReadAsync(Cancellation);
        if (activated.Model.Version == "one")
        {
            // What is told of the start may come before or after the subscription.
            activated = await told.Reader.ReadAsync(Cancellation);
        }

        Assert.Equal(("the-worker", "two", "one"),
            (activated.Instance, activated.Model.Version, activated.Previous!.Version));
        await app.StopAsync(Cancellation);
    }
}
