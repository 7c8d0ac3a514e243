using System.Text;
using Microsoft.Playwright;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Sky;
using Streaming.Integration.Tests.Workers;
using Streaming.Simulation;

namespace Streaming.LoadTests;

/// <summary>A worker with its page open, from the first published observation to the figures.</summary>
internal static class SkyRun
{
    // The stream runs on while the clicks are made.
    private const int Seconds = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<SkyReport> ExecuteAsync(int rate, int count, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var token = limit.Token;
        var observations = new SimulatedNight(new NightOptions { Seed = 42 })
            .Observe(rate * Seconds).Select(simulated => simulated.Observation).ToList();
        var telescope = new Telescope(observations);
        await using var broker = await BrokerChoice.StartAsync(token);
        await using var host = await VirtualHost.CreateAsync(broker, token);
        await using var connection = await host.ConnectAsync(token);
        await Telescope.DeclareAsync(connection, token);
        await using var worker = new MeasuredWorker(host.Address, Checkout.Models);
        await worker.ReadyAsync(token);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await SystemChromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout((float)Limit.TotalMilliseconds);
        await page.GotoAsync(worker.Address!.AbsoluteUri);

        var publishing = telescope.PublishAsync(connection, rate, new long[observations.Count], token);
        // By then the rate that the page shows, the mean of some seconds, is the stream's.
        var clicks = await Clicks.MakeAsync(page, count, observations.Count / 2).WaitAsync(token);
        await publishing;
        var version = (byte[])connection.ServerProperties!["version"]!;
        return new SkyReport(
            rate, observations.Count, clicks, $"RabbitMQ {Encoding.UTF8.GetString(version)}", browser.Version);
    }
}
