using System.Globalization;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>A telescope pipeline in Python, with Debian's own python3-pika: no .NET, no MassTransit.</summary>
public sealed class PythonTests(BrokerFixture broker, SmallModelFixture model)
{
    private const string Python = "/usr/bin/python3";
    private const int Count = 5_000;

    [Fact]
    public async Task A_Python_client_gets_an_event_for_each_of_its_5000_observations()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(model.Store);
        var script = Path.Combine(AppContext.BaseDirectory, "python", "publish_and_read.py");

        await using var python = ChildProcess.Start(
            Python,
            [script, stage.Host.Address.AbsoluteUri, Count.ToString(CultureInfo.InvariantCulture)],
            new Dictionary<string, string?>());
        var exitCode = await python.ExitAsync(Patience.Token());

        Assert.True(exitCode == 0, $"{python.Output}\n{python.Errors}");
        Assert.Equal("5000 published, 5000 received, 0 lost, 0 twice", python.Output);
        await stage.AssertNothingLeftAsync(worker);
    }
}
