// Prints ObjectClassified events as they come, with MassTransit.
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
