using System.Text.Json;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>What was set aside or rejected is found again, mended and answered: telescope and worker, both real.</summary>
public sealed class RepairTests(BrokerFixture broker, SmallModelFixture model)
{
    private const string Mark = ObservationsTopology.ResentHeader;

    [Fact]
    public async Task Of_what_was_set_aside_one_reason_is_sent_again_one_is_dropped_and_the_rest_stays()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var observations = Stage.Observations(300);
        await stage.Host.SetAsideAsync(
            ObservationsTopology.ErrorQueue, observations[..100], SetAsideMessages.Refused);
        await stage.Host.SetAsideAsync(
            ObservationsTopology.ErrorQueue, observations[100..200], SetAsideMessages.Faulted);
        await stage.Host.SetAsideAsync(
            ObservationsTopology.Dead, observations[200..], SetAsideMessages.Dead);
        await stage.StartWorkerAsync(model.Store);

        Assert.Equal(
            [
                ("observations_dead", "delivery_limit of observations", 100),
                ("observations_error", "ScoringException: scoring failed", 100),
                ("observations_error", "the broker refuses its event", 100),
            ],
            await CountsAsync(stage.Host));
        Assert.Contains(
            "100 messages would be sent again; 300 looked at; nothing was sent",
            await RunAsync(stage.Host, "errors", "resend", "--reason", "refuses its event"),
            StringComparison.Ordinal);
        Assert.Equal(
            "sent 100 messages again; 200 others looked at are still there",
            await RunAsync(stage.Host, "errors", "resend", "--reason", "refuses its event", "--yes"));

        var events = await stage.Events.DistinctAsync(100);
        Assert.Equal(
            observations[..100].Select(observation => observation.ObservationId).Order(),
            events.Select(received => received.Classified.ObservationId).Distinct().Order());
        Assert.All(events, received => Assert.StartsWith("1 ", received.Header(Mark), StringComparison.Ordinal));

        using var folder = new TemporaryFolder();
        var file = folder.Combine("dropped.jsonl");
        await RunAsync(stage.Host, "errors", "drop", "--reason", "ScoringException", "--to", file, "--yes");
        Assert.Equal(
            observations[100..200].Select(observation => ObservationSender.Serialize(observation)).Select(Convert.ToBase64String).Order(),
            (await File.ReadAllLinesAsync(file, Patience.Token()))
                .Select(line => JsonElement.Parse(line).GetProperty("body").GetString()).Order());
        Assert.Equal([("observations_dead", "delivery_limit of observations", 100)], await CountsAsync(stage.Host));
        Assert.Contains(
            $"\"observationId\": \"{observations[200].ObservationId}\"",
            await RunAsync(stage.Host, "errors", "show", $"message-of-{observations[200].ObservationId}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resend_that_was_stopped_and_then_killed_goes_on_and_loses_nothing()
    {
        const int Count = 8_000;
        await using var host = await broker.CreateVirtualHostAsync();
        await using var telescope = await ObservationSender.ConnectAsync(host, Patience.Token());
        var observations = Stage.Observations(Count);
        await host.SetAsideAsync(ObservationsTopology.ErrorQueue, observations, SetAsideMessages.Refused);
        await using var connection = await host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        var arrived = new List<string>();

        await using var stopped = Telescope(host, "errors", "resend", "--yes");
        await ArrivesAsync();
        stopped.Terminate();
        Assert.Equal(130, await stopped.ExitAsync(Patience.Token()));
        Assert.Contains("stopped, run it again to go on", stopped.Output, StringComparison.Ordinal);
        await ArriveAllAsync();
        var ofStopped = arrived.Count;
        Assert.InRange(ofStopped, 1, Count - 1);
        Assert.Contains($"sent {ofStopped:N0} messages again", stopped.Output, StringComparison.Ordinal);

        await using var killed = Telescope(host, "errors", "resend", "--yes");
        await ArrivesAsync();
        killed.Kill();
        await killed.ExitAsync(Patience.Token());
        Assert.DoesNotContain("sent", killed.Output, StringComparison.Ordinal);
        await RunAsync(host, "errors", "resend", "--yes");
        await ArriveAllAsync();

        Assert.Equal(
            observations.Select(observation => $"message-of-{observation.ObservationId}").Order(),
            arrived.Distinct().Order());
        // No more than the one round that was under way.
        Assert.InRange(arrived.Count - Count, 0, 1_000);
        Assert.Empty(await CountsAsync(host));

        Task ArrivesAsync() => Patience.UntilAsync(TakeAsync, "an observation to be sent again");

        async Task ArriveAllAsync()
        {
            while (await TakeAsync())
            {
            }
        }

        async Task<bool> TakeAsync()
        {
            var message = await channel.BasicGetAsync(ObservationsTopology.Queue, autoAck: true, Patience.Token());
            if (message is null)
            {
                return false;
            }

            Assert.DoesNotContain(ObservationsTopology.ReasonHeader, message.BasicProperties.Headers!.Keys);
            Assert.True(message.BasicProperties.Persistent);
            arrived.Add(message.BasicProperties.MessageId!);
            return true;
        }
    }

    [Fact]
    public async Task Rejected_observations_are_kept_mended_and_answered()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        await RunAsync(stage.Host, "rejected", "keep");
        var worker = await stage.StartWorkerAsync(model.Store);
        var observations = Stage.Observations(50);
        foreach (var observation in observations)
        {
            var body = JsonSerializer.SerializeToNode(observation, JsonSerializerOptions.Web)!;
            body["u"] = "-9999";
            await stage.Telescope.SendAsync(JsonSerializer.SerializeToUtf8Bytes(body), Patience.Token());
        }

        // Neither JSON nor whole in its rejection: nothing can be made of it.
        await stage.Telescope.SendAsync(new byte[ReceivedBody.MaximumBytes + 1], Patience.Token());
        await stage.Events.DistinctAsync(51);

        string[] mend = ["rejected", "resend", "--only", "sentinel", "--set", "u=null"];
        var dry = await RunAsync(stage.Host, mend);
        Assert.Contains(": u \"-9999\" → null", dry, StringComparison.Ordinal);
        Assert.Contains("50 observations would be sent again; nothing was sent", dry, StringComparison.Ordinal);
        Assert.Contains("--set changes every field that was at fault in 50, not in 0", dry, StringComparison.Ordinal);
        Assert.Equal("sent 50 observations again", await RunAsync(stage.Host, [.. mend, "--yes"]));

        var events = (await stage.Events.DistinctAsync(101)).Where(received => !received.IsRejection).ToList();
        Assert.Equal(
            observations.Select(observation => observation.ObservationId).Order(),
            events.Select(received => received.Classified.ObservationId).Distinct().Order());
        Assert.All(events, received => Assert.StartsWith("1 ", received.Header(Mark), StringComparison.Ordinal));
        Assert.All(events, received => Assert.DoesNotContain("u", received.Classified.Inputs!));
        await using var rest = Telescope(stage.Host, "rejected", "resend", "--yes");
        Assert.Equal(0, await rest.ExitAsync(Patience.Token()));
        Assert.Equal("sent 0 observations again", rest.Output);
        Assert.Equal("telescope: 1 cannot be sent: it was cut at 64 KiB", rest.Errors);
        await stage.AssertNothingLeftAsync(worker);
    }

    private static async Task<List<(string, string, int)>> CountsAsync(VirtualHost host)
    {
        var output = await RunAsync(host, "errors", "list", "--json");
        return
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line))
                .Select(count => (
                    count.GetProperty("queue").GetString()!,
                    count.GetProperty("reason").GetString()!,
                    count.GetProperty("messages").GetInt32()))
                .Order(),
        ];
    }

    private static async Task<string> RunAsync(VirtualHost host, params string[] arguments)
    {
        await using var telescope = Telescope(host, arguments);
        var exitCode = await telescope.ExitAsync(Patience.Token());
        Assert.True(exitCode == 0, telescope.Errors);
        return telescope.Output;
    }

    private static ChildProcess Telescope(VirtualHost host, params string[] arguments) => ChildProcess.Start(
        "dotnet",
        [Checkout.TelescopeAssembly, .. arguments, "--broker", host.Address.AbsoluteUri],
        new Dictionary<string, string?>());
}
