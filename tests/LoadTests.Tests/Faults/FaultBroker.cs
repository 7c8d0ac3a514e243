using Streaming.Integration.Tests.Brokers;
using Xunit;

namespace Streaming.LoadTests.Tests.Faults;

/// <summary>One broker for the quick scenarios, which leave it as it was.</summary>
public sealed class FaultBroker : IAsyncLifetime
{
    private IRestartableBroker? _broker;

    internal IRestartableBroker Broker => _broker!;

    public async ValueTask InitializeAsync() =>
        _broker = await BrokerChoice.StartOwnAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
