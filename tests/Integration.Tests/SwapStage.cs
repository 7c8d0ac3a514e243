using Streaming.Classification.Models;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Integration.Tests;

/// <summary>A stage with a store of its own, somebody who promotes, and somebody who hears what becomes of it.</summary>
internal sealed class SwapStage : IAsyncDisposable
{
    /// <summary>Nothing but a message can bring a worker to look at its store.</summary>
    public static readonly IReadOnlyDictionary<string, string?> OnlyMessages =
        new Dictionary<string, string?> { [WorkerProcess.PollingInterval] = "01:00:00" };

    private readonly TemporaryFolder _folder = new();

    private SwapStage(Stage stage, EventCollector models, Promoter promoter)
    {
        Stage = stage;
        Models = models;
        Promoter = promoter;
    }

    public Stage Stage { get; }

    public EventCollector Models { get; }

    public Promoter Promoter { get; }

    public ModelStore Store => new(_folder.Path);

    public static async Task<SwapStage> SetAsync(VirtualHost host)
    {
        var token = Patience.Token();
        return new SwapStage(
            await Stage.SetAsync(host),
            await EventCollector.SubscribeToModelsAsync(host, token),
            await Promoter.ConnectAsync(host, token));
    }

    /// <summary>Starts workers and returns when every one runs the champion and hears promotions.</summary>
    public async Task<IReadOnlyList<WorkerProcess>> StartWorkersAsync(
        IReadOnlyDictionary<string, string?> settings, params string[] names)
    {
        var workers = new List<WorkerProcess>();
        foreach (var name in names)
        {
            workers.Add(await Stage.StartWorkerAsync(
                Store.Path, new Dictionary<string, string?>(settings) { ["Instance__Name"] = name }));
        }

        await Models.CountAsync(names.Length);
        await HeardAsync(names.Length);
        return workers;
    }

    /// <summary>Returns when so many workers hear promotions.</summary>
    public Task HeardAsync(int workers) => Patience.UntilAsync(
        async () => await Stage.Host.BindingsAsync(Promoter.Exchange, Patience.Token()) == workers,
        $"{workers} workers to listen for promotions");

    /// <summary>Streams observations at about 1,000 a second until it is enough; returns what was sent.</summary>
    public async Task<IReadOnlyList<ObservationReceived>> StreamAsync(CancellationToken enough)
    {
        var sent = new List<ObservationReceived>();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        foreach (var visit in Integration.Tests.Stage.Observations(40_000).Chunk(20).TakeWhile(_ => !enough.IsCancellationRequested))
        {
            await Stage.Telescope.SendAsync(visit, Patience.Token());
            sent.AddRange(visit);
            await pace.WaitForNextTickAsync(Patience.Token());
        }

        return sent;
    }

    public async ValueTask DisposeAsync()
    {
        await Promoter.DisposeAsync();
        await Models.DisposeAsync();
        await Stage.DisposeAsync();
        _folder.Dispose();
    }
}
