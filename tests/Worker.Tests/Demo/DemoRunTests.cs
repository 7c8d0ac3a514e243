using Streaming.Simulation;
using Streaming.Worker.Demo;
using Xunit;

namespace Streaming.Worker.Tests.Demo;

public sealed class DemoRunTests
{
    [Fact]
    public async Task A_night_with_gaps_and_faults_is_answered_whole_over_the_in_memory_transport()
    {
        var night = new NightOptions { FaultyShare = 0.05, PhotometricShare = 0.8, MissingBandsShare = 0.1 };

        var exitCode = await DemoRun.RunAsync(
            night, 2_000, Screen.OfProcess("worker"), TestContext.Current.CancellationToken);

        Assert.Equal(0, exitCode);
    }
}
