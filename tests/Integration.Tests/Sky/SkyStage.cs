using System.Text;
using Microsoft.Playwright;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Integration.Tests.Sky;

/// <summary>A worker on a virtual host of its own, a telescope, and the page in a browser.</summary>
internal sealed class SkyStage : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly VirtualHost _host;
    private readonly List<string> _faults = [];

    private SkyStage(VirtualHost host, ObservationSender telescope, WorkerProcess worker, IPage page)
    {
        _host = host;
        Telescope = telescope;
        Worker = worker;
        Page = page;
        page.PageError += (_, fault) => _faults.Add(fault);
    }

    public ObservationSender Telescope { get; }

    public WorkerProcess Worker { get; }

    public IPage Page { get; }

    /// <summary>What went wrong in the page's scripts.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public static async Task<SkyStage> SetAsync(
        VirtualHost host,
        Chromium chromium,
        string store,
        BrowserNewPageOptions? options = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var token = Patience.Token();
        var telescope = await ObservationSender.ConnectAsync(host, token);
        var worker = await WorkerProcess.StartAsync(host.Address, store, settings, token);
        await worker.ReadyAsync();
        var page = await chromium.Browser.NewPageAsync(options ?? new BrowserNewPageOptions());
        page.SetDefaultTimeout(Chromium.LongestWait);
        var stage = new SkyStage(host, telescope, worker, page);
        await page.GotoAsync(worker.Http.BaseAddress!.AbsoluteUri);
        await stage.ShowsAsync("#connection", "Live");
        return stage;
    }

    /// <summary>Returns when the element shows exactly this.</summary>
    public Task ShowsAsync(string selector, string text) =>
        Assertions.Expect(Page.Locator(selector)).ToHaveTextAsync(text);

    /// <summary>Publishes bodies evenly; returns when the broker has all.</summary>
    /// <param name="bodies">What to publish.</param>
    /// <param name="rate">Bodies a second.</param>
    public async Task StreamAsync(IReadOnlyList<byte[]> bodies, int rate)
    {
        var token = Patience.Token();
        var confirms = new List<Task>(bodies.Count);
        using var timer = new PeriodicTimer(Step);
        var start = TimeProvider.System.GetTimestamp();
        while (confirms.Count < bodies.Count)
        {
            await timer.WaitForNextTickAsync(token);
            var due = Math.Min(rate * TimeProvider.System.GetElapsedTime(start).TotalSeconds, bodies.Count);
            while (confirms.Count < due)
            {
                confirms.Add(Telescope.SendAsync(bodies[confirms.Count], token));
            }
        }

        await Task.WhenAll(confirms);
    }

    /// <summary>
    /// Bodies of a simulated night; every so many one that is no observation, every second one without a redshift, of
    /// those every other without the u band.
    /// </summary>
    public static List<byte[]> Bodies(int count, int badEvery) =>
    [
        .. Stage.Observations(count).Select((observation, i) => i % badEvery == 0
            ? Encoding.UTF8.GetBytes("no observation")
            : ObservationSender.Serialize(i % 2 == 0 ? observation : observation with
            {
                Redshift = null,
                U = i % 4 == 1 ? null : observation.U,
            })),
    ];

    /// <summary>The page's example.</summary>
    public static ObservationReceived Example(string id) => new()
    {
        ObservationId = id,
        ObservedAt = DateTimeOffset.UnixEpoch,
        Alpha = 118.66,
        Delta = 39.642,
        U = 22.857,
        G = 22.188,
        R = 21.355,
        I = 21.265,
        Z = 20.939,
        Redshift = 1.174,
    };

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        await Worker.DisposeAsync();
        await Telescope.DisposeAsync();
        await _host.DisposeAsync();
    }
}
