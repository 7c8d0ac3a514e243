using MassTransit;
using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;
using Streaming.Diagnosis;
using Streaming.Diagnosis.Workers;
using Streaming.Worker.Consuming;
using Streaming.Worker.Models;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Diagnosing;

/// <summary><c>GET /settings</c>: what is in force, for <c>telescope doctor</c>. Never a user name or a password.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder app) => app
        .MapGet("/settings", (IServiceProvider services) => TypedResults.Json(
            Of(services), WorkerJson.Default.WorkerSettings))
        .WithSummary("The settings in force, without secrets")
        .Produces<WorkerSettings>();

    private static WorkerSettings Of(IServiceProvider services)
    {
        var batching = Options<BatchingOptions>();
        var broker = services.GetService<RabbitMqAddress>()?.Factory;
        return new WorkerSettings
        {
            Instance = Options<InstanceOptions>().Name,
            Version = ProgramVersion.Of(typeof(SettingsEndpoints).Assembly),
            Broker = broker is null
                ? null
                : new WorkerBroker(broker.HostName, broker.Endpoint.Port, broker.VirtualHost, broker.Ssl.Enabled),
            Store = services.GetRequiredService<ModelStore>().Path,
            Model = services.GetRequiredService<ActiveModel>().Current?.Manifest is { } model
                ? new WorkerModel(model.Version, model.Sha256)
                : null,
            EventsForm = Options<EventsOptions>().Form,
            Batching = new WorkerBatching(
                batching.MessageLimit,
                batching.TimeLimit,
                batching.ConcurrencyLimit,
                batching.PrefetchCount,
                BatchingOptions.BulkPrefetchCount),
            Stopping = new WorkerStopping(
                DeliveryChannel.StopTimeout,
                Options<MassTransitHostOptions>().StopTimeout ?? Timeout.InfiniteTimeSpan,
                Options<HostOptions>().ShutdownTimeout),
        };

        TOptions Options<TOptions>()
            where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;
    }
}
