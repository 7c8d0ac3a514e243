using System.Text;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Telemetry;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Access;

/// <summary>
/// A password is nowhere in what the programs write, send or answer: log at its most verbose, telemetry, metrics,
/// health, the page, errors, help. Whether they get in with it or not.
/// </summary>
public sealed class PasswordTests(BrokerFixture broker, SmallModelFixture model)
{
    // With what a URL, JSON and HTML write otherwise, and a letter outside ASCII.
    private const string Password = "Wega+5/Deneb=<Ätair>%&7";

    private static readonly string[] Paths =
    [
        "/", "/sky/page.js", "/health/live", "/health/ready", "/metrics", "/openapi/v1.json", "/predict", "/none",
    ];

    [Theory]
    [InlineData("right", "in a file")]
    [InlineData("wrong password", "in a variable")]
    [InlineData("other virtual host", "in a file")]
    [InlineData("nobody there", "in a variable")]
    public async Task A_password_is_nowhere_in_what_is_written(string what, string where)
    {
        await using var host = await broker.CreateVirtualHostAsync();
        await using var user = await BrokerUser.CreateAsync(
            host, what == "wrong password" ? "another" : Password, Patience.Token());
        using var secrets = new TemporaryFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var settings = Settings(receiver, secrets, AddressOf(what, host, user), where);

        var written = new StringBuilder();
        await using var worker = await WorkerProcess.StartWithAsync(
            new Dictionary<string, string?>(settings) { ["ModelStore__Path"] = model.Store }, Patience.Token());
        await using var labels = Trainer(settings, "labels", "collect", "--labels", secrets.Combine("labels.db"));
        await using var priors = Trainer(settings, "priors", "--seconds", "1");
        await using var publish = Telescope(settings, "publish", "--simulate", "10");
        await using var watch = Telescope(settings, "watch", "--for", "1s");
        foreach (var process in (ChildProcess[])[publish, watch, priors])
        {
            await process.ExitAsync(Patience.Token());
        }

        // Both go on: each has met the broker when it has said so.
        var isIn = what == "right";
        await worker.LineAsync(
            line => line.Contains(isIn ? "Consuming from" : "Cannot declare", StringComparison.Ordinal),
            Patience.Token());
        await labels.LineAsync(
            line => line.Contains(isIn ? "Collecting labels" : "No labels from", StringComparison.Ordinal),
            Patience.Token());
        Assert.Equal(isIn ? 0 : 1, await publish.ExitAsync(Patience.Token()));
        foreach (var path in Paths)
        {
            using var answer = await worker.Http.GetAsync(path, Patience.Token());
            written.AppendLine(answer.ToString());
            written.AppendLine(await answer.Content.ReadAsStringAsync(Patience.Token()));
        }

        labels.Terminate();
        await labels.ExitAsync(Patience.Token());
        // What was still to be sent is sent by then.
        await worker.TerminateAsync(Patience.Token());
        foreach (var process in (ChildProcess[])[labels, priors, publish, watch])
        {
            written.AppendLine(process.Output).AppendLine(process.Errors);
        }

        written.AppendLine(worker.Output).AppendLine(worker.Errors).AppendLine(receiver.Everything());

        // It is no use to look for it in nothing.
        Assert.Contains("dbug:", worker.Output, StringComparison.Ordinal);
        Assert.NotEmpty(receiver.Everything());
        Assert.Empty(SecretWords.Find(written.ToString(), Password));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("amqp:/")]
    public async Task A_password_in_an_address_that_is_none_is_not_repeated(string scheme)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings__RabbitMq"] = $"{scheme}://user:{Uri.EscapeDataString(Password)}@localhost:5672/",
            ["ConnectionStrings__Labels"] = $"Host=localhost;Pasword={Password}",
        };
        await using var worker = WorkerProcess.Start(settings);
        await using var help = WorkerProcess.Start(settings, "--help");
        await using var publish = Telescope(settings, "publish", "--simulate", "1");
        await using var labels = Trainer(settings, "labels", "show");
        await using var priors = Trainer(settings, "priors");

        foreach (var process in (ChildProcess[])[worker, publish, labels, priors])
        {
            Assert.NotEqual(0, await process.ExitAsync(Patience.Token()));
            Assert.Single(process.Errors.Split('\n'));
            Assert.Empty(SecretWords.Find(process.Output + process.Errors, Password));
        }

        Assert.Equal(0, await help.ExitAsync(Patience.Token()));
        Assert.Empty(SecretWords.Find(help.Output, Password));
    }

    [Fact]
    public void Every_form_would_be_found()
    {
        var bytes = Encoding.UTF8.GetBytes($"user:{Password}");
        string[] texts =
        [
            $"a {Password} b", Uri.EscapeDataString($"user:{Password}@"), Convert.ToBase64String(bytes),
            Convert.ToBase64String(bytes[1..]), Convert.ToBase64String(bytes[2..]),
            System.Text.Json.JsonSerializer.Serialize(new { Password }),
        ];

        Assert.All(texts, text => Assert.NotEmpty(SecretWords.Find(text, Password)));
    }

    private static string AddressOf(string what, VirtualHost host, BrokerUser user)
    {
        var port = what == "nobody there" ? FreePorts.Find(1)[0] : host.Address.Port;
        var name = what == "other virtual host" ? "%2F" : host.Name;
        return $"amqp://{user.Name}:{Uri.EscapeDataString(Password)}@{host.Address.Host}:{port}/{name}";
    }

    private static Dictionary<string, string?> Settings(
        OtlpReceiver receiver, TemporaryFolder secrets, string address, string where)
    {
        const string Setting = "ConnectionStrings__RabbitMq";
        var settings = new Dictionary<string, string?> { [Setting] = address };
        foreach (var (name, value) in receiver.Settings)
        {
            settings[name] = value;
        }

        settings["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        foreach (var category in (string[])["Default", "Microsoft", "Microsoft.AspNetCore", "MassTransit",
            "MassTransit.ReceiveTransport", "Microsoft.Extensions.Diagnostics.HealthChecks"])
        {
            settings[$"Logging__LogLevel__{category}"] = "Trace";
        }

        if (where == "in a file")
        {
            File.WriteAllText(secrets.Combine(Setting), address + "\n");
            settings["Secrets__Path"] = secrets.Path;
            settings[Setting] = null;
        }

        return settings;
    }

    private static ChildProcess Telescope(Dictionary<string, string?> settings, params string[] arguments) =>
        ChildProcess.Start("dotnet", [Checkout.TelescopeAssembly, .. arguments], settings);

    private static ChildProcess Trainer(Dictionary<string, string?> settings, params string[] arguments) =>
        ChildProcess.Start("dotnet", [Checkout.TrainerAssembly, .. arguments], settings);
}
