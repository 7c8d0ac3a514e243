using Streaming.Contracts;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Trainers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>The trainer collects labels over the broker, and none is lost, repeated or in the way.</summary>
public sealed class LabelTests(BrokerFixture broker) : IDisposable
{
    private const string Last = "that was all";

    private static readonly DateTimeOffset Night = new(2026, 3, 14, 3, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.Combine("labels.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Labels_are_stored_once_and_the_latest_wins_and_bad_ones_are_kept_with_their_reasons()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        await using var spectrograph = await LabelSender.ConnectAsync(host, Patience.Token());
        var labels = Labels(6).ToList();
        // Of the last one there is no spectrum.
        labels[5] = labels[5] with { Observation = labels[5].Observation! with { Redshift = null } };
        await spectrograph.SendAsync(
            labels.Select((label, i) => label with { Class = i < 4 ? ObjectClass.Star : ObjectClass.Qso }),
            Patience.Token());
        // A repeat, a correction, and one that is older than what it would correct.
        await spectrograph.SendAsync([labels[0] with { Class = ObjectClass.Star }], Patience.Token());
        await spectrograph.SendAsync(
            [labels[1] with { Class = ObjectClass.Galaxy, LabelledAt = Night.AddHours(1) }], Patience.Token());
        await spectrograph.SendAsync(
            [labels[2] with { Class = ObjectClass.Galaxy, LabelledAt = Night.AddHours(-1) }], Patience.Token());
        await spectrograph.SendAsync(Envelope(labels[3] with { Class = ObjectClass.Qso, LabelledAt = Night.AddHours(2) }),
            "application/vnd.masstransit+json", Patience.Token());
        var poor = labels[4] with { Observation = labels[4].Observation! with { U = -9999, G = null, I = 99 } };
        await spectrograph.SendAsync([poor, labels[5] with { Class = "COMET" }], Patience.Token());
        await spectrograph.SendAsync(Last, Patience.Token());

        await CollectAsync(host.Address);

        Assert.Equal(0u, await spectrograph.WaitingAsync(LabelsTopology.Queue, Patience.Token()));
        Assert.Equal(["GALAXY 1 1", "QSO 3 2", "STAR 2 2"], await CountsAsync());
        var kept = await spectrograph.TakeKeptAsync(Patience.Token());
        Assert.Equal(
            [
                "only r z of the bands are measured, at least 3 are needed",
                "class is not one of STAR, GALAXY, QSO",
                "the body is not JSON: line 1, byte 2",
            ],
            kept.Select(message => message.Reason));
        Assert.Equal(Last, kept[^1].Body);
        Assert.All(kept, message => Assert.Equal("the publisher's own", message.MessageId));
    }

    [Fact]
    public async Task A_trainer_killed_while_it_collects_loses_no_label()
    {
        const int count = 6_000;
        await using var host = await broker.CreateVirtualHostAsync();
        await using var spectrograph = await LabelSender.ConnectAsync(host, Patience.Token());
        await spectrograph.SendAsync(Labels(count), Patience.Token());
        await spectrograph.SendAsync(Last, Patience.Token());

        await using (var victim = Start(host.Address))
        {
            await victim.LineAsync(
                line => line.Contains("Stored a batch", StringComparison.Ordinal), Patience.Token());
            victim.Kill();
            await victim.ExitAsync(Patience.Token());
            Assert.DoesNotContain("is kept in queue", victim.Output, StringComparison.Ordinal);
        }

        await CollectAsync(host.Address);

        Assert.Equal(0u, await spectrograph.WaitingAsync(LabelsTopology.Queue, Patience.Token()));
        Assert.Contains($"labels.db: {count:N0} labels", await TrainerProcess.RunAsync("labels", "show", "--labels", Store),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_deleted_while_it_is_consumed_is_made_again()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        await using var spectrograph = await LabelSender.ConnectAsync(host, Patience.Token());
        await using var trainer = Start(host.Address);
        var starts = 0;
        await trainer.LineAsync(line => line.Contains("Collecting labels", StringComparison.Ordinal), Patience.Token());

        await spectrograph.DeleteQueueAsync(Patience.Token());
        await trainer.LineAsync(
            line => line.Contains("Collecting labels", StringComparison.Ordinal) && ++starts == 2, Patience.Token());
        await spectrograph.SendAsync(Labels(3), Patience.Token());
        await spectrograph.SendAsync(Last, Patience.Token());

        await EndAsync(trainer);
        Assert.Contains("4 messages taken, 3 labels new, 1 refused", trainer.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<ObservationLabelled> Labels(int count) => LabelSender.Simulated(count, Night);

    private static byte[] Envelope(ObservationLabelled label) =>
    [
        .. """{"messageId":"1","messageType":["urn:message:Streaming.Contracts:ObservationLabelled"],"message":"""u8,
        .. LabelSender.Serialize(label),
        .. "}"u8,
    ];

    private ChildProcess Start(Uri address) => TrainerProcess.Start(address, "labels", "collect", "--labels", Store);

    private async Task CollectAsync(Uri address)
    {
        await using var trainer = Start(address);
        await EndAsync(trainer);
    }

    // Labels are settled in the order in which they came: the last one, which is none, has the others behind it.
    private static async Task EndAsync(ChildProcess trainer)
    {
        await trainer.LineAsync(line => line.Contains("is kept in queue", StringComparison.Ordinal)
            && line.Contains("is not JSON", StringComparison.Ordinal), Patience.Token());
        trainer.Terminate();
        Assert.Equal(0, await trainer.ExitAsync(Patience.Token()));
    }

    // The rows of the table: class, count, and how many have a redshift.
    private async Task<IEnumerable<string>> CountsAsync() =>
        (await TrainerProcess.RunAsync("labels", "show", "--labels", Store))
            .Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [var name, ..] && ObjectClass.All.Contains(name))
            .Select(words => $"{words[0]} {words[1]} {words[2]}");
}
