using System.Net.Security;
using System.Security.Authentication;
using MassTransit;
using Microsoft.Extensions.Options;
using Streaming.Classification.Scoring;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Diagnosing;
using Streaming.Worker.Drift;
using Streaming.Worker.Models;
using Streaming.Worker.Promotions;
using Streaming.Worker.Publishing;
using Streaming.Worker.Sky;

namespace Streaming.Worker;

internal static class WorkerServiceCollectionExtensions
{
    // A stop is bounded from the inside out: open batches, the bus, the host, and the grace period of 30 s.
    private static readonly TimeSpan ConsumerStopTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BusStopTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(25);

    /// <summary>Where models come from.</summary>
    public static IServiceCollection AddModelStore(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ModelStoreOptions, ModelStoreOptionsValidator>()
            .BindConfiguration(ModelStoreOptions.SectionName);
        return services;
    }

    /// <summary>Scoring as the settings say.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ClassificationOptions, ClassificationOptionsValidator>()
            .BindConfiguration(ClassificationOptions.SectionName);
        return services.AddSingleton<ObservationScorer>();
    }

    /// <summary>The model in use and what keeps it up to date.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddModelStore();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ModelStoreOptions>>().Value.Open());
        services.AddOptionsWithValidateOnStart<InstanceOptions, InstanceOptionsValidator>()
            .BindConfiguration(InstanceOptions.SectionName);
        services.AddSingleton<ActiveModel>();
        services.AddSingleton<ModelReports>();
        services.AddSingleton<WarmUp>();
        services.AddSingleton<ModelSwap>();
        services.AddSingleton<ModelActivation>();
        services.AddHostedService(provider => provider.GetRequiredService<ModelActivation>());
        return services;
    }

    /// <summary>
    /// The path from message to event. Hosted services stop in reverse order: consuming, the bus, the batches.
    /// </summary>
    public static IServiceCollection AddMessaging(
        this IServiceCollection services,
        RabbitMqAddress? broker,
        Action<IBusRegistrationConfigurator>? configure = null)
    {
        services.AddOptionsWithValidateOnStart<BatchingOptions, BatchingOptionsValidator>()
            .BindConfiguration(BatchingOptions.SectionName);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.Configure<MassTransitHostOptions>(host =>
        {
            host.ConsumerStopTimeout = ConsumerStopTimeout;
            host.StopTimeout = BusStopTimeout;
        });
        if (broker is null)
        {
            services.AddSingleton<InMemoryOutcomePublisher>();
            services.AddSingleton<IOutcomePublisher>(
                provider => provider.GetRequiredService<InMemoryOutcomePublisher>());
        }
        else
        {
            services.AddSingleton(broker).AddSingleton<RabbitMqOutcomePublisher>().AddSingleton<ErrorQueue>();
            services.AddSingleton<BrokerExamination>().AddSingleton<BindingWatch>();
            services.AddHostedService(provider => provider.GetRequiredService<BindingWatch>());
            services.AddOptionsWithValidateOnStart<BrokerOptions, BrokerOptionsValidator>()
                .BindConfiguration(BrokerOptions.SectionName);
            services.AddSingleton<IOutcomePublisher>(
                provider => provider.GetRequiredService<RabbitMqOutcomePublisher>());
        }

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DriftMonitor>();
        services.AddScoring();
        services.AddOptionsWithValidateOnStart<EventsOptions, EventsOptionsValidator>()
            .BindConfiguration(EventsOptions.SectionName);
        services.AddTransient<BatchClassifier>();
        services.AddSingleton<Func<BatchClassifier>>(provider => provider.GetRequiredService<BatchClassifier>);
        services.AddSingleton<SkyAudience>().AddSingleton<SkyFeed>();
        services.AddSingleton<BatchProgress>();
        services.AddSingleton<SetAside>().AddSingleton<BatchSettlement>();
        services.AddSingleton<ObservationBatcher>();
        services.AddSingleton<IObservationSource, MassTransitObservationSource>();

        services.AddHostedService(provider => provider.GetRequiredService<ObservationBatcher>());
        services.AddHostedService<RefusedRetry>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            configure?.Invoke(bus);
            if (broker is null)
            {
                bus.UsingInMemory(Configure);
            }
            else
            {
                bus.UsingRabbitMq((context, rabbitMq) =>
                {
                    Connect(rabbitMq, broker);
                    Configure(context, rabbitMq);
                });
            }
        });
        services.AddSingleton<ObservationConsumption>();
        services.AddHostedService(provider => provider.GetRequiredService<ObservationConsumption>());
        return services;
    }

    /// <summary>Hears of promotions and tells which model is in use, beside <see cref="AddMessaging"/>.</summary>
    public static IServiceCollection AddModelMessages(this IServiceCollection services, RabbitMqAddress? broker)
    {
        if (broker is null)
        {
            services.AddSingleton<IPromotionSource, InMemoryPromotionSource>();
            services.AddSingleton<IModelReportPublisher>(
                provider => provider.GetRequiredService<InMemoryOutcomePublisher>());
        }
        else
        {
            services.AddSingleton<IPromotionSource, RabbitMqPromotionSource>();
            services.AddSingleton<IModelReportPublisher>(
                provider => provider.GetRequiredService<RabbitMqOutcomePublisher>());
        }

        services.AddHostedService<ModelReporting>();
        services.AddHostedService<PromotionListener>();
        return services;
    }

    private static void Connect(IRabbitMqBusFactoryConfigurator bus, RabbitMqAddress broker)
    {
        var address = broker.Factory;
        bus.Host(address.HostName, (ushort)address.Endpoint.Port, address.VirtualHost, "streaming-worker", host =>
        {
            host.Username(address.UserName);
            host.Password(address.Password);
            host.Heartbeat(address.RequestedHeartbeat);
            if (broker.UsesTls)
            {
                host.UseSsl(tls =>
                {
                    tls.ServerName = address.HostName;
                    // In place of MassTransit's: TLS 1.2 alone, and certificates of any authority.
                    tls.Protocol = SslProtocols.None;
                    tls.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateNameMismatch);
                    tls.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors);
                    tls.CertificateValidationCallback = broker.Tls.Validate;
                    tls.Certificate = broker.Tls.Certificate;
                });
            }
        });
    }

    private static void Configure<TEndpoint>(IBusRegistrationContext context, IBusFactoryConfigurator<TEndpoint> bus)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        // Options 0: the default would add 300 bytes of host information to every event.
        bus.UseRawJsonSerializer(0, isDefault: true);
        bus.ConfigureJsonSerializerOptions(json =>
        {
            json.WriteIndented = false;
            return json;
        });
        bus.ConfigureEndpoints(context);
    }
}
