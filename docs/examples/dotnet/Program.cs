// Prints classified objects as they come, alone or many in a message, with MassTransit.
//
//   dotnet pack src/Contracts -o docs/examples/dotnet/packages
//   dotnet run --project docs/examples/dotnet [-- amqp://user:password@host:5672/vhost]
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Streaming.Contracts;

var broker = new Uri(args.FirstOrDefault() ?? "amqp://guest:guest@localhost:5672/");

var builder = Host.CreateApplicationBuilder();
builder.Services.AddMassTransit(bus =>
{
    bus.DisableUsageTelemetry();
    bus.AddConsumer<PrintClassification>();
    bus.AddConsumer<PrintClassifications>();
    bus.UsingRabbitMq((context, rabbitMq) =>
    {
        rabbitMq.Host(broker);
        rabbitMq.ReceiveEndpoint("my-classifications", endpoint =>
        {
            // Events are raw JSON. Without this line every one of them goes to my-classifications_error.
            endpoint.UseRawJsonDeserializer();
            endpoint.SetQuorumQueue();
            endpoint.ConfigureConsumer<PrintClassification>(context);
        });
        // A queue of its own, since of raw JSON each consumer of an endpoint takes every message for its own.
        rabbitMq.ReceiveEndpoint("my-classifications-bulk", endpoint =>
        {
            endpoint.UseRawJsonDeserializer();
            endpoint.SetQuorumQueue();
            endpoint.ConfigureConsumer<PrintClassifications>(context);
        });
    });
});
await builder.Build().RunAsync();

internal sealed class PrintClassification : IConsumer<ObjectClassified>
{
    public Task Consume(ConsumeContext<ObjectClassified> context)
    {
        var seen = context.Message;
        // After a crash of a worker the same event may come again, under the same id.
        Console.WriteLine($"{context.MessageId} {seen.ObservationId} {seen.Class} {seen.Confidence:F3}");
        return Task.CompletedTask;
    }
}

// Of a worker with Events__Form=bulk. One with Events__Form=both tells of an object both ways, under the same id: then
// have one of the two consumers alone.
internal sealed class PrintClassifications : IConsumer<ObjectsClassified>
{
    public Task Consume(ConsumeContext<ObjectsClassified> context)
    {
        foreach (var seen in context.Message.Objects)
        {
            Console.WriteLine($"{seen.EventId} {seen.ObservationId} {seen.Class} {seen.Confidence:F3}");
        }

        return Task.CompletedTask;
    }
}
