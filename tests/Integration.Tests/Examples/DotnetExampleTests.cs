using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Examples;

/// <summary>The subscriber of <c>docs/examples/dotnet</c>, built with the package of the contracts.</summary>
public sealed class DotnetExampleTests(BrokerFixture broker, SmallModelFixture model)
{
    // Another than the one that ships, so that no package of an earlier build is taken for it.
    private const string Version = "0.0.0-example";
    private const int Count = 200;

    [Fact]
    public async Task The_subscriber_prints_every_event()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(model.Store);
        using var folder = new TemporaryFolder();
        var program = await BuildAsync(folder);
        await using var subscriber = ExampleStage.Start("dotnet", [program, stage.Host.Address.AbsoluteUri]);
        await stage.SubscribedAsync(subscriber, EventCollector.Classifications);

        await stage.Telescope.SendAsync(Stage.Observations(Count), Patience.Token());

        var events = await stage.Events.CountAsync(Count);
        await Patience.UntilAsync(
            () => Task.FromResult(Printed(subscriber).Count >= Count), "all events", () => subscriber.Output);
        Assert.Equal(
            events
                .Select(one => $"{one.Properties.MessageId} {one.Classified.ObservationId} {one.Classified.Class}")
                .Order(),
            Printed(subscriber).Order());
        await PrintsObjectsOfOneMessageAsync(stage, subscriber);
        subscriber.Terminate();
        Assert.Equal(0, await subscriber.ExitAsync(Patience.Token()));
    }

    private static async Task PrintsObjectsOfOneMessageAsync(Stage stage, ChildProcess subscriber)
    {
        Guid[] ids = [Guid.NewGuid(), Guid.NewGuid()];
        await stage.Host.SendEventAsync(
            BulkMessages.Objects,
            Guid.NewGuid(),
            new ObjectsClassified { Objects = [.. ids.Select(BulkMessages.Classified)] });

        await Patience.UntilAsync(
            () => Task.FromResult(Printed(subscriber).Count >= Count + ids.Length), "objects", () => subscriber.Output);
        Assert.Equal(ids.Select(id => $"{id} o-{id} STAR"), Printed(subscriber)[Count..]);
    }

    /// <summary>
    /// Packs the contracts, and builds a copy of the example outside the checkout with that and the packages at hand.
    /// </summary>
    private static async Task<string> BuildAsync(TemporaryFolder folder)
    {
        var example = Directory.CreateDirectory(folder.Combine("example")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ExampleStage.Folder, "dotnet")))
        {
            File.Copy(file, Path.Combine(example, Path.GetFileName(file)));
        }

        await ExampleStage.OutputAsync("dotnet",
        [
            "pack", Path.Combine(Checkout.Root, "src", "Contracts"), "--output", Path.Combine(example, "packages"),
            "--artifacts-path", folder.Combine("contracts"), $"-p:Version={Version}",
        ]);
        var installed = await ExampleStage.OutputAsync("dotnet", ["nuget", "locals", "global-packages", "--list"]);
        await ExampleStage.OutputAsync("dotnet",
        [
            "build", example, "--output", folder.Combine("app"),
            $"-p:ContractsVersion={Version}",
            $"-p:RestorePackagesPath={folder.Combine("installed")}",
            $"-p:RestoreFallbackFolders={installed[(installed.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()}",
        ]);
        return folder.Combine(Path.Combine("app", "Subscriber.dll"));
    }

    // Id, observation, class; what else a line says is for people.
    private static List<string> Printed(ChildProcess subscriber) =>
    [
        .. subscriber.Output.Split('\n')
            .Select(line => line.Split(' '))
            .Where(words => Guid.TryParse(words[0], out _))
            .Select(words => string.Join(' ', words.Take(3))),
    ];
}
