using System.Text.Json;
using Streaming.Contracts;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests.Examples;

/// <summary>The scripts of <c>docs/examples/curl</c>.</summary>
public sealed class CurlExampleTests(BrokerFixture broker, SmallModelFixture model)
{
    [Fact]
    public async Task A_worker_is_asked_for_one_prediction_a_batch_its_health_and_its_metrics()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(model.Store);

        var output = await ExampleStage.OutputAsync(
            Script("predict"), [worker.Http.BaseAddress!.AbsoluteUri.TrimEnd('/')]);

        var lines = output.Split('\n');
        var one = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Contains(one.GetProperty("prediction").GetString(), ObjectClass.All);
        var items = JsonDocument.Parse(lines[3]).RootElement.GetProperty("items");
        Assert.Equal(["u g r i z redshift", "u g r i z"], items.EnumerateArray().Select(item => string.Join(
            ' ', item.GetProperty("result").GetProperty("inputs").EnumerateArray().Select(name => name.GetString()))));
        Assert.Contains(lines, line => line.StartsWith("streaming_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_that_is_not_ready_fails_the_script()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        using var folder = new TemporaryFolder();
        var worker = await stage.StartWorkerWithoutWaitingAsync(folder.Path);

        await using var script = ExampleStage.Start(
            Script("predict"), [worker.Http.BaseAddress!.AbsoluteUri.TrimEnd('/')]);

        Assert.NotEqual(0, await script.ExitAsync(Patience.Token()));
        Assert.Contains("503", script.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_observation_published_over_HTTP_comes_back_as_an_event_over_HTTP()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await stage.StartWorkerAsync(model.Store);
        var settings = Settings(stage);
        Assert.Equal("[]", await ExampleStage.OutputAsync(Script("receive"), [], settings));

        Assert.Equal("published curl-1", await ExampleStage.OutputAsync(Script("publish"), ["curl-1"], settings));

        Assert.Equal(["curl-1"], await stage.ClassifiedAsync(1));
        var received = "[]";
        await Patience.UntilAsync(
            async () => (received = await ExampleStage.OutputAsync(Script("receive"), [], settings)) != "[]",
            "the event in the queue");
        var message = Assert.Single(JsonDocument.Parse(received).RootElement.EnumerateArray());
        var seen = JsonSerializer.Deserialize<ObjectClassified>(
            message.GetProperty("payload").GetString()!, JsonSerializerOptions.Web)!;
        Assert.Equal("curl-1", seen.ObservationId);
    }

    [Fact]
    public async Task An_observation_that_no_queue_takes_fails_the_script()
    {
        await using var stage = await Stage.SetWithoutQueueAsync(await broker.CreateVirtualHostAsync());

        await using var script = ExampleStage.Start(Script("publish"), ["curl-2"], Settings(stage));

        // There is not even an exchange yet.
        Assert.NotEqual(0, await script.ExitAsync(Patience.Token()));
        Assert.Contains("The requested URL returned error", script.Errors, StringComparison.Ordinal);
        Assert.Empty(script.Output);
    }

    private static Dictionary<string, string?> Settings(Stage stage) => new()
    {
        ["RABBITMQ_MANAGEMENT"] = stage.Host.Management.AbsoluteUri.TrimEnd('/'),
        ["RABBITMQ_USER"] = Uri.UnescapeDataString(stage.Host.Address.UserInfo),
        ["RABBITMQ_VHOST"] = stage.Host.Name,
    };

    private static string Script(string name) => Path.Combine(ExampleStage.Folder, "curl", $"{name}.sh");
}
