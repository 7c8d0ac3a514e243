using Streaming.LoadTests.Faults;
using Streaming.LoadTests.Faults.Scenarios;
using Xunit;

namespace Streaming.LoadTests.Tests.Faults;

/// <summary>The quick half of the suite. Times are not asserted: they would be those of a busy machine.</summary>
public sealed class FaultTests(FaultBroker broker) : IClassFixture<FaultBroker>
{
    [Theory]
    [InlineData("reset")]
    [InlineData("slow-confirms")]
    [InlineData("queue-deleted")]
    public async Task Nothing_is_lost_and_the_stream_comes_back(string name)
    {
        var told = new List<string>();
        var bench = new FaultBench([broker.Broker], isQuick: true, told.Add);

        var result = await FaultScenarios.All.Single(one => one.Name == name)
            .Run(bench, TestContext.Current.CancellationToken);

        var account = result.Account;
        Assert.True(account.Sent > 1_000, $"only {account.Sent} were sent");
        Assert.Equal((0, 0, 0, 0), (account.Lost, account.Waiting, account.SetAside, account.Strange));
        Assert.NotNull(result.Recovery);
        Assert.Empty(told);
    }
}
