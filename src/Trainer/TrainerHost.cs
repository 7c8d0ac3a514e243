using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using Streaming.Trainer.Telemetry;

namespace Streaming.Trainer;

/// <summary>Hosts the commands that run until they are stopped, or that log what they do.</summary>
internal static class TrainerHost
{
    /// <summary>Longest that a stop may take: less than the 30 s that Kubernetes gives.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(25);

    /// <param name="time">The clock of all its services.</param>
    public static HostApplicationBuilder CreateBuilder(TimeProvider time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddEnvironmentVariables();
        builder.Logging
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddSimpleConsole(line =>
            {
                line.SingleLine = true;
                line.UseUtcTimestamp = true;
                line.TimestampFormat = "yyyy-MM-dd HH:mm:ss'Z' ";
            });
        builder.Services.AddSingleton(time).AddTelemetry(builder.Configuration);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        return builder;
    }

    /// <summary>Builds the host and begins to measure, even where the host is never started.</summary>
    /// <exception cref="FailureException">Metrics cannot be served.</exception>
    public static IHost Build(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        try
        {
            host.Services.GetService<MeterProvider>();
        }
        catch (InvalidOperationException fault)
        {
            throw new FailureException(
                $"{TelemetryServiceCollectionExtensions.PortSetting}: {fault.GetBaseException().Message}", fault);
        }

        host.Services.GetRequiredService<TrainerMetrics>().Begin();
        return host;
    }
}
