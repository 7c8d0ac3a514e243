using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Trainers;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>Everybody at the broker with the user that is theirs, as deploy/rabbitmq/users.json gives them rights.</summary>
public sealed class LeastRightsTests(BrokerFixture broker, SmallModelFixture models) : IDisposable
{
    private const string Received = ObservationsTopology.Exchange;
    private const string Classified = EventCollector.Classifications;

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.Combine("store");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_of_them_can_do_its_work()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        var users = await LeastUsers.CreateAsync(host, Patience.Token());
        models.Model.Promote(Store, "first-1");
        await using var worker = await WorkerProcess.StartAsync(
            users.Address("worker"), Store, SwapStage.OnlyMessages, Patience.Token());
        await worker.ReadyAsync();
        await Patience.UntilAsync(
            async () => await host.BindingsAsync(Promoter.Exchange, Patience.Token()) == 1,
            "the worker to listen for promotions",
            () => worker.Output);
        await using var subscriber = await ConnectAsync(users.Address("subscriber"));
        var events = await SubscribeAsync(subscriber);

        await using var watch = Telescope(users, "watch", "--json", "--count", "1");
        await Patience.UntilAsync(
            async () => await host.BindingsAsync(Classified, Patience.Token()) == 2,
            "telescope watch to subscribe",
            () => watch.Errors);
        await RunAsync(Telescope(users, "publish", "--simulate", "100", "--seed", "5"));
        await RunAsync(Telescope(users, "publish", "--simulate", "100", "--seed", "6", "--bulk", "50"));
        Assert.Equal(0, await watch.ExitAsync(Patience.Token()));
        await HearAsync(events, EventCollector.Classifications, 200, worker);

        await SetAsideAsync(users);
        await LabelAsync(users);
        models.Model.Promote(_folder.Combine("other"), "second-2");
        Directory.Move(_folder.Combine("other/second-2"), Path.Combine(Store, "second-2"));
        await RunAsync(TrainerProcess.Start(
            users.Address("trainer"), "promote", "second-2", "--force", "--why", "a test", "--store", Store));
        await HearAsync(events, EventCollector.Activations, 1, worker);
        Assert.Equal(0, await worker.TerminateAsync(Patience.Token()));
        Assert.DoesNotContain("ACCESS_REFUSED", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_of_them_can_do_what_is_anothers_or_the_operators()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        var users = await LeastUsers.CreateAsync(host, Patience.Token());
        var (observations, labels) = (ObservationsTopology.Queue, LabelsTopology.Queue);
        (string User, Func<IChannel, Task> Deed)[] deeds =
        [
            ("subscriber", Publish(Received)), ("subscriber", Publish(observations)), ("subscriber", Publish(Classified)),
            ("subscriber", PublishTo(observations)), ("subscriber", Consume(observations)), ("subscriber", Consume(labels)),
            ("subscriber", Delete(observations)), ("subscriber", DeleteExchange(Classified)),
            ("subscriber", Declare("observations_copy")), ("subscriber", Bind(observations, Classified)),
            ("subscriber", Bind("subscriber-spy", Received)),
            ("telescope", Publish(Classified)), ("telescope", Publish(Promoter.Exchange)),
            ("telescope", PublishTo(observations)), ("telescope", Consume(observations)),
            ("telescope", Delete(observations)), ("telescope", DeleteExchange(Received)),
            ("worker", Publish(Received)), ("worker", Publish(Promoter.Exchange)), ("worker", Publish(LabelsTopology.Exchange)),
            ("worker", PublishTo(labels)), ("worker", Consume(labels)), ("worker", Delete(labels)),
            ("worker", PublishTo(observations)), ("worker", DeleteExchange(LabelsTopology.Exchange)),
            ("trainer", Publish(Received)), ("trainer", Publish(Classified)), ("trainer", PublishTo(observations)),
            ("trainer", Consume(observations)), ("trainer", Consume(LabelsTopology.ErrorQueue)), ("trainer", Delete(labels)),
            ("labeller", Publish(Received)), ("labeller", Consume(labels)), ("labeller", Declare("amq.gen-labeller")),
            ("monitor", Publish(Received)), ("monitor", Consume(observations)), ("monitor", Declare("monitor")),
        ];

        foreach (var (user, deed) in deeds)
        {
            await using var connection = await ConnectAsync(users.Address(user));
            await using var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(true, true), Patience.Token());
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => deed(channel));
            Assert.True(channel.CloseReason?.ReplyCode == Constants.AccessRefused, $"{user}: {refusal.Message}");
        }

        Assert.Equal(users.Names.Order(), deeds.Select(one => one.User).Distinct().Order());
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, users, "monitor"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, users, "worker"));
    }

    private static Func<IChannel, Task> Publish(string exchange) => channel => channel.BasicPublishAsync(
        exchange, "", mandatory: false, new BasicProperties(), "{}"u8.ToArray(), Patience.Token()).AsTask();

    private static Func<IChannel, Task> PublishTo(string queue) => channel => channel.BasicPublishAsync(
        "", queue, mandatory: false, new BasicProperties(), "{}"u8.ToArray(), Patience.Token()).AsTask();

    private static Func<IChannel, Task> Consume(string queue) => channel => channel.BasicGetAsync(
        queue, autoAck: false, Patience.Token());

    private static Func<IChannel, Task> Delete(string queue) => channel => channel.QueueDeleteAsync(
        queue, ifUnused: false, ifEmpty: false, cancellationToken: Patience.Token());

    private static Func<IChannel, Task> DeleteExchange(string exchange) => channel => channel.ExchangeDeleteAsync(
        exchange, cancellationToken: Patience.Token());

    private static Func<IChannel, Task> Declare(string queue) => channel => channel.QueueDeclareAsync(
        queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: Patience.Token());

    // With a queue of the user's own, whoever may not read an exchange may still not listen to it.
    private static Func<IChannel, Task> Bind(string queue, string exchange) => async channel =>
    {
        if (queue.StartsWith("subscriber-", StringComparison.Ordinal))
        {
            await Declare(queue)(channel);
        }

        await channel.QueueBindAsync(queue, exchange, "", cancellationToken: Patience.Token());
    };

    private static Task<IConnection> ConnectAsync(Uri address) =>
        new ConnectionFactory { Uri = address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(Patience.Token());

    private static async Task<ConcurrentQueue<string>> SubscribeAsync(IConnection connection)
    {
        const string queue = "subscriber-tests";
        var heard = new ConcurrentQueue<string>();
        var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());
        await channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: Patience.Token());
        foreach (var exchange in (string[])[EventCollector.Classifications, EventCollector.Rejections, EventCollector.Activations])
        {
            await channel.QueueBindAsync(queue, exchange, "", cancellationToken: Patience.Token());
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            heard.Enqueue(delivery.Exchange);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer, Patience.Token());
        return heard;
    }

    private static Task HearAsync(ConcurrentQueue<string> heard, string exchange, int count, WorkerProcess worker) =>
        Patience.UntilAsync(
            () => Task.FromResult(heard.Count(name => name == exchange) >= count),
            $"{count} of {exchange}",
            () => worker.Output);

    private static ChildProcess Telescope(LeastUsers users, params string[] arguments) => ChildProcess.Start(
        "dotnet",
        [Checkout.TelescopeAssembly, .. arguments, "--broker", users.Address("telescope").AbsoluteUri],
        new Dictionary<string, string?>());

    private static async Task RunAsync(ChildProcess process)
    {
        await using (process)
        {
            Assert.True(await process.ExitAsync(Patience.Token()) == 0, $"{process.Output}\n{process.Errors}");
        }
    }

    private static async Task<HttpStatusCode> AskAsync(VirtualHost host, LeastUsers users, string user)
    {
        using var management = new HttpClient { BaseAddress = host.Management };
        management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(users.Address(user).UserInfo)));
        using var answer = await management.GetAsync($"api/queues/{host.Name}", Patience.Token());
        return answer.StatusCode;
    }

    // As a worker puts aside what the broker does not take.
    private static async Task SetAsideAsync(LeastUsers users)
    {
        const string queue = ObservationsTopology.Queue + ObservationsTopology.ErrorSuffix;
        await using var connection = await ConnectAsync(users.Address("worker"));
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true), Patience.Token());
        await channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            ObservationsTopology.KeptQueueArguments.ToDictionary(),
            cancellationToken: Patience.Token());
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: Patience.Token());
        await channel.QueueBindAsync(queue, queue, "", cancellationToken: Patience.Token());
        await channel.BasicPublishAsync(
            queue, "", mandatory: true, new BasicProperties(), "{}"u8.ToArray(), Patience.Token());
    }

    // One label that is stored, and one that is none and is kept.
    private async Task LabelAsync(LeastUsers users)
    {
        await using var connection = await ConnectAsync(users.Address("labeller"));
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true), Patience.Token());
        var label = LabelSender.Serialize(LabelSender.Simulated(1, DateTimeOffset.UnixEpoch).Single());
        foreach (var body in (byte[][])[label, "no label"u8.ToArray()])
        {
            await channel.BasicPublishAsync(
                LabelsTopology.Exchange, "", mandatory: true, new BasicProperties(), body, Patience.Token());
        }

        await using var trainer = TrainerProcess.Start(
            users.Address("trainer"), "labels", "collect", "--labels", _folder.Combine("labels.db"));
        await trainer.LineAsync(line => line.Contains("is kept in queue", StringComparison.Ordinal), Patience.Token());
        trainer.Terminate();
        Assert.Equal(0, await trainer.ExitAsync(Patience.Token()));
        Assert.Contains("2 messages taken, 1 labels new, 1 refused", trainer.Output, StringComparison.Ordinal);
    }
}
