using RabbitMQ.Client;
using Streaming.Contracts;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Streaming.Integration.Tests.Diagnosing;

/// <summary>
/// The doctor on real brokers: quiet where all is as deploy/ has it, and right about what is broken. Each of its checks is
/// tried by itself in Diagnosis.Tests.
/// </summary>
public sealed class DoctorTests(BrokerFixture broker, SmallModelFixture model)
{
    private static readonly string Definitions =
        File.ReadAllText(Path.Combine(Checkout.Root, "deploy", "rabbitmq", "definitions.json"));

    [Fact]
    public async Task All_is_well_as_Compose_and_Kubernetes_have_it()
    {
        var host = await broker.CreateVirtualHostAsync();
        await host.ImportAsync(Definitions, Patience.Token());
        await using var stage = await Stage.SetAsync(host);
        var worker = await stage.StartWorkerAsync(
            model.Store, new Dictionary<string, string?> { [WorkerProcess.Management] = host.Management.AbsoluteUri });

        foreach (var grace in new[] { ComposeGracePeriod(), KubernetesGracePeriod() })
        {
            var last = "";
            await Patience.UntilAsync(
                async () =>
                {
                    var doctor = await Doctor.AskAsync(
                        host, "--worker", worker.Http.BaseAddress!.AbsoluteUri, "--store", model.Store,
                        "--grace-period", grace);
                    last = doctor.ToString();
                    return doctor.ExitCode == 0 && doctor.Findings.All(finding => finding.Verdict == "ok");
                },
                "the broker to have counted its consumers",
                () => last);
        }

        Assert.DoesNotContain("Streaming.Worker.Diagnosing", worker.Output, StringComparison.Ordinal);
        using var settings = await worker.Http.GetAsync("/settings", Patience.Token());
        Assert.DoesNotContain("guest", await settings.Content.ReadAsStringAsync(Patience.Token()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_queues_and_policies_is_found()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        await using var connection = await host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Patience.Token());

        var empty = await Doctor.AskAsync(host);
        Assert.Equal(1, empty.ExitCode);
        empty.Finds("queue", "wrong", "observations: there is no such queue");
        empty.Finds("events_unbound", "warning", EventNames[0]);
        empty.Finds("rejections_unbound", "warning", EventNames[1]);

        await host.ImportAsync(Definitions, Patience.Token());
        await channel.QueueUnbindAsync(
            ObservationsTopology.Queue, ObservationsTopology.QueueExchange, "", cancellationToken: Patience.Token());
        await channel.QueueUnbindAsync("observations_dead", "observations_dead", "", cancellationToken: Patience.Token());
        await channel.QueueDeleteAsync(ObservationsTopology.BulkQueue, cancellationToken: Patience.Token());
        await channel.QueueDeclareAsync(
            ObservationsTopology.BulkQueue, durable: true, exclusive: false, autoDelete: false,
            cancellationToken: Patience.Token());
        var unbound = await Doctor.AskAsync(host);
        unbound.Finds("queue_binding", "wrong", "observations: not bound");
        unbound.Finds("queue_type", "wrong", "observations_bulk: classic");
        unbound.Finds("dead_letter", "wrong", "observations_dead, to which no queue is bound");

        await host.SetPolicyAsync(
            "mine", "^observations", new Dictionary<string, object> { ["delivery-limit"] = 5, ["message-ttl"] = 60_000 }, 20,
            Patience.Token());
        var limited = await Doctor.AskAsync(host);
        limited.Finds("delivery_limit", "wrong", "observations: 5, fewer than 100");
        limited.Finds("dead_letter", "wrong", "observations: no dead-letter exchange");
        limited.Finds("queue_drops", "wrong", "message-ttl 60000 ms");
    }

    [Fact]
    public async Task Rights_that_are_missing_and_messages_that_wait_are_found()
    {
        await using var host = await broker.CreateVirtualHostAsync();
        await host.ImportAsync(Definitions, Patience.Token());
        var poor = await host.AddUserAsync(
            "administrator", configure: ".*", write: "^(?!.*ObjectClassified$)", read: ".*", Patience.Token());
        await using var connection = await host.ConnectAsync(Patience.Token());
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true), Patience.Token());
        await channel.BasicPublishAsync("", "observations_dead", mandatory: true, body: "{}"u8.ToArray(), Patience.Token());

        var last = "";
        await Patience.UntilAsync(
            async () =>
            {
                var doctor = await Doctor.AskAsync(poor, host.Management);
                last = doctor.ToString();
                doctor.Finds("permissions", "wrong", $"lacks write on {EventNames[0]}");
                return doctor.Findings.Any(finding => finding is { Code: "errors_waiting", Verdict: "warning" });
            },
            "the broker to have counted the message",
            () => last);
        Assert.Contains("observations_dead: 1 messages", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_is_found_and_a_broker_that_is_away_is_one_finding()
    {
        await using var own = await BrokerChoice.StartOwnAsync(Patience.Token());
        await own.ControlAsync(["set_vm_memory_high_watermark", "absolute", "1"], Patience.Token());
        var last = "";
        await Patience.UntilAsync(
            async () =>
            {
                var doctor = await Doctor.AskAsync(own.Address, own.Management);
                last = doctor.ToString();
                return doctor.ExitCode == 1
                    && doctor.Findings.Any(finding => finding is { Code: "memory", Verdict: "wrong" });
            },
            "the alarm",
            () => last);

        await own.KillAsync(Patience.Token());
        var away = await Doctor.AskAsync(own.Address, own.Management);
        Assert.Equal(1, away.ExitCode);
        Assert.Equal("broker_reached", Assert.Single(away.Complaints).Code);
    }

    private static string[] EventNames { get; } =
        [$"Streaming.Contracts:{nameof(ObjectClassified)}", $"Streaming.Contracts:{nameof(ObservationRejected)}"];

    private static string ComposeGracePeriod() =>
        Read("docker-compose.yml")["services"]["worker"]["stop_grace_period"].ToString();

    private static string KubernetesGracePeriod()
    {
        var pod = Read("deploy", "kubernetes", "base", "worker.yaml", kind: "Deployment")["spec"]["template"]["spec"];
        var all = int.Parse(pod["terminationGracePeriodSeconds"].ToString(), null);
        var before = int.Parse(pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"].ToString(), null);
        return $"{all - before}s";
    }

    private static YamlNode Read(string file) => Documents(file).Single();

    private static YamlNode Read(string folder, string inner, string innermost, string file, string kind) =>
        Documents(Path.Combine(folder, inner, innermost, file)).Single(one => one["kind"].ToString() == kind);

    private static IEnumerable<YamlNode> Documents(string path)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Checkout.Root, path));
        yaml.Load(reader);
        return yaml.Documents.Select(document => document.RootNode);
    }
}
