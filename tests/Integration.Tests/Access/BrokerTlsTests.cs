using System.Security.Cryptography.X509Certificates;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Trainers;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Access;

/// <summary>All programs over <c>amqps</c>: in with the right authority, out with one line that says why.</summary>
public sealed class BrokerTlsTests(BrokerFixture broker, SmallModelFixture model) : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new("Stranger");
    private readonly TemporaryFolder _folder = new();
    private VirtualHost? _host;

    public async ValueTask InitializeAsync() => _host = await broker.CreateVirtualHostAsync();

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        _authority.Dispose();
        _stranger.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_its_authority_named_every_program_connects(bool asksClient)
    {
        await using var front = new TlsFront(_host!.Address, _authority.Issue("localhost"), asksClient);
        var (certificate, key) = _authority.IssueClientFiles("streaming");
        var settings = Trusting(_authority);
        if (asksClient)
        {
            settings["RabbitMq__CertificateFile"] = certificate;
            settings["RabbitMq__KeyFile"] = key;
        }

        await using var worker = await WorkerProcess.StartAsync(front.Address, model.Store, settings, Patience.Token());
        await worker.ReadyAsync();
        await using var labels = Labels(front, settings);
        await labels.LineAsync(
            line => line.Contains("Collecting labels", StringComparison.Ordinal), Patience.Token());
        await using var publish = Publish(front, settings);

        Assert.Equal(0, await publish.ExitAsync(Patience.Token()));
    }

    [Theory]
    [InlineData("other.example.org", 10, "is for other.example.org, not for localhost")]
    [InlineData("localhost", -1, "is not valid now")]
    public async Task A_certificate_that_is_wrong_is_refused_in_one_line(string name, int days, string words) =>
        await RefusedAsync(_authority.Issue(name, days), Trusting(_authority), words);

    [Fact]
    public async Task An_unknown_authority_is_refused_in_one_line() => await RefusedAsync(
        _stranger.Issue("localhost"),
        Trusting(_authority),
        "no authority in RabbitMq__CaFile has signed the broker's certificate, CN=Stranger has");

    [Fact]
    public async Task Without_a_setting_the_system_decides_and_the_setting_is_named() => await RefusedAsync(
        _stranger.Issue("localhost"), [], "CN=Stranger has: name that one's certificate with RabbitMq__CaFile");

    [Theory]
    [InlineData("RabbitMq__CaFile", "/no/such/file", "RabbitMq__CaFile is /no/such/file")]
    [InlineData("RabbitMq__CertificateFile", "/no/such/file", "are set both or not at all")]
    public async Task A_file_that_cannot_be_used_is_named(string setting, string value, string words)
    {
        var settings = new Dictionary<string, string?> { [setting] = value };

        await using var worker = WorkerProcess.Start(new Dictionary<string, string?>(settings)
        {
            ["ConnectionStrings__RabbitMq"] = "amqps://localhost:1/",
        });

        Assert.Equal(1, await worker.ExitAsync(Patience.Token()));
        Assert.Contains(words, Assert.Single(worker.Errors.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_is_not_named_in_vain_for_an_address_without_TLS()
    {
        var settings = Trusting(_authority);
        settings["ConnectionStrings__RabbitMq"] = _host!.Address.AbsoluteUri;

        await using var publish = Telescope(settings, "publish", "--simulate", "1");

        Assert.Equal(1, await publish.ExitAsync(Patience.Token()));
        Assert.Contains("make it amqps://", Assert.Single(publish.Errors.Split('\n')), StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Trusting(TestAuthority authority) =>
        new() { ["RabbitMq__CaFile"] = authority.File };

    private static ChildProcess Telescope(Dictionary<string, string?> settings, params string[] arguments) =>
        ChildProcess.Start("dotnet", [Checkout.TelescopeAssembly, .. arguments], settings);

    private static ChildProcess Publish(TlsFront front, Dictionary<string, string?> settings) =>
        Telescope(settings, "publish", "--simulate", "10", "--broker", front.Address.AbsoluteUri);

    private ChildProcess Labels(TlsFront front, Dictionary<string, string?> settings) => TrainerProcess.Start(
        front.Address, settings, "labels", "collect", "--labels", _folder.Combine("labels.db"));

    private async Task RefusedAsync(X509Certificate2 certificate, Dictionary<string, string?> settings, string words)
    {
        await using var front = new TlsFront(_host!.Address, certificate);
        await using var worker = await WorkerProcess.StartAsync(front.Address, model.Store, settings, Patience.Token());
        await using var publish = Publish(front, settings);
        await using var labels = Labels(front, settings);

        Assert.Equal(1, await publish.ExitAsync(Patience.Token()));
        Assert.Contains(words, Assert.Single(publish.Errors.Split('\n')), StringComparison.Ordinal);
        await labels.LineAsync(line => line.Contains(words, StringComparison.Ordinal), Patience.Token());
        await worker.LineAsync(line => line.Contains(words, StringComparison.Ordinal), Patience.Token());
        Assert.False(await worker.IsReadyAsync());
        // Nobody who is not known has been told a password.
        Assert.Equal(0, front.Greeted);
        Assert.DoesNotContain("   at ", worker.Output + labels.Output, StringComparison.Ordinal);
        Assert.Single(worker.Output.Split('\n'), line => line.Contains("Cannot declare", StringComparison.Ordinal));
    }
}
