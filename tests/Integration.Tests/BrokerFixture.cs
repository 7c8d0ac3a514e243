using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>The one broker of a test run; a virtual host of its own for every test.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private IBroker? _broker;

    public async ValueTask InitializeAsync() => _broker = await BrokerChoice.StartAsync(Patience.Token());

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal Task<VirtualHost> CreateVirtualHostAsync() => VirtualHost.CreateAsync(_broker!, Patience.Token());
}
