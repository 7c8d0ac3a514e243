using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.Messaging;

/// <summary>Somebody else's MassTransit: a publisher or a subscriber in .NET.</summary>
internal sealed class MassTransitClient : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private MassTransitClient(ServiceProvider services) => _services = services;

    public IBusControl Bus => _services.GetRequiredService<IBusControl>();

    public static async Task<MassTransitClient> StartAsync(Uri broker, Action<IRabbitMqBusFactoryConfigurator> configure)
    {
        var services = new ServiceCollection()
            .AddMassTransit(bus =>
            {
                bus.DisableUsageTelemetry();
                bus.UsingRabbitMq((_, rabbitMq) =>
                {
                    rabbitMq.Host(broker);
                    configure(rabbitMq);
                });
            })
            .BuildServiceProvider();
        var started = new MassTransitClient(services);
        await started.Bus.StartAsync(Patience.Token());
        return started;
    }

    /// <summary>Starts a subscriber that reads events as the README says.</summary>
    public static Task<MassTransitClient> SubscribeAsync<T>(Uri broker, MessageHandler<T> handler)
        where T : class => StartAsync(
        broker,
        bus => bus.ReceiveEndpoint("subscriber", endpoint =>
        {
            endpoint.UseRawJsonDeserializer(isDefault: true);
            endpoint.Handler(handler);
        }));

    public async ValueTask DisposeAsync()
    {
        await Bus.StopAsync(Patience.Token());
        await _services.DisposeAsync();
    }
}
