using MassTransit;
using Spectre.Console;
using Streaming.Classification.Scoring;
using Streaming.Simulation;
using Streaming.Worker.Consuming;
using Streaming.Worker.Health;
using Streaming.Worker.Models;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.Demo;

/// <summary>Runs the worker and a telescope in one process over the in-memory transport.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns 0 when every observation was answered.</summary>
    /// <exception cref="FailureException">The store has no model that can be used.</exception>
    public static async Task<int> RunAsync(
        NightOptions options, int count, Screen screen, CancellationToken cancellationToken)
    {
        using var host = Build();
        await host.StartAsync(cancellationToken);
        await ConsumingAsync(host.Services, cancellationToken);

        var tally = host.Services.GetRequiredService<DemoTally>();
        using var telescope = new DemoTelescope(host.Services.GetRequiredService<IBus>(), tally);
        var run = telescope.ObserveAsync(new SimulatedNight(options).Observe(count), cancellationToken);
        await ShowAsync(tally, count, screen, run);
        var model = host.Services.GetRequiredService<ActiveModel>().Current!.Manifest;
        await host.StopAsync(CancellationToken.None);

        screen.Output.Write(DemoView.Summary(tally.Figures(), count, model));
        await run;
        return tally.Figures().Answered == count ? ExitCode.Success : ExitCode.Failure;
    }

    private static IHost Build()
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services
            .AddInstruments()
            .AddModels()
            .AddHealth()
            .AddMessaging(broker: null, bus => bus.AddConsumer<DemoSubscriber>())
            // What is published before the subscriber's queue is there reaches nobody.
            .Configure<MassTransitHostOptions>(bus => bus.WaitUntilStarted = true)
            .AddSingleton<DemoTally>();
        return builder.Build();
    }

    private static async Task ConsumingAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var started = services.GetRequiredService<ObservationConsumption>().Started;
        var activation = services.GetRequiredService<ModelActivation>();
        await Task.WhenAny(started, activation.FirstPoll).WaitAsync(cancellationToken);
        if (activation.Refusal is { } refusal)
        {
            throw new FailureException(refusal);
        }

        await started.WaitAsync(cancellationToken);
    }

    private static async Task ShowAsync(DemoTally tally, int count, Screen screen, Task run)
    {
        if (!screen.IsLive)
        {
            screen.Line($"Classifying a simulated night of {count} observations");
            await Task.WhenAny(run);
            return;
        }

        await screen.Output.Live(DemoView.Live(tally.Figures(), count)).StartAsync(async live =>
        {
            while (await Task.WhenAny(run, Task.Delay(RefreshInterval)) != run)
            {
                live.UpdateTarget(DemoView.Live(tally.Figures(), count));
            }

            live.UpdateTarget(DemoView.Live(tally.Figures(), count));
        });
    }
}
