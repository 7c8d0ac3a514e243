using Streaming.LoadTests.Scaling;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class ScalingSimulationTests
{
    // Nothing for ten seconds, then half of its speed for five.
    private static readonly WorkerSpeed Worker = new(PerSecond: 1_000, WarmUp: [0, 0, 500]);
    private static readonly ClusterSettings Cluster = new();
    private static readonly ScalerSettings QueueAlone = new() { NightReplicas = 0, MessageRate = 0 };

    [Fact]
    public void No_observation_is_lost_or_made_up()
    {
        foreach (var scenario in RubinNight.Scenarios)
        {
            foreach (var staffing in Staffing.All)
            {
                var day = DayFigures.Simulate(scenario, staffing, Worker);
                Assert.Equal(scenario.Arrivals.Total, day.Served + day.Backlog[^1], tolerance: 0.01);
            }
        }
    }

    [Fact]
    public void One_worker_serves_a_burst_as_arithmetic_says()
    {
        // 10,000 come within a second and leave at 1,000 a second: 9,000 wait at most, the last for 9 s.
        var time = Run(QueueAlone with { MaxReplicas = 1 }, 10_000);
        Assert.Equal(9_000, time.Backlog.Max(), tolerance: 200);
        Assert.Equal(9, time.LongestWait, tolerance: 0.2);
        Assert.Equal(100.0 / 3_600, time.WorkerHours, tolerance: 1e-6);
    }

    [Fact]
    public void A_further_worker_helps_only_after_the_decision_the_pod_and_its_own_start()
    {
        var settings = QueueAlone with { MaxReplicas = 2, ReportInterval = 0.1, SampleInterval = 0.1 };
        var time = Run(settings, 50_000);
        var wanted = Array.FindIndex(time.Workers, count => count == 2) * time.Step;
        Assert.Equal(settings.SyncPeriod, wanted, tolerance: 0.01);
        // The backlog falls by 1,000 a second until the second worker works, and by 2,000 once that is warm.
        var process = wanted + Cluster.PodStart;
        Assert.Equal(1_000, Fall(process + 8), tolerance: 1);
        Assert.Equal(1_500, Fall(process + 12), tolerance: 1);
        Assert.Equal(2_000, Fall(process + 16), tolerance: 1);

        double Fall(double from) =>
            time.Backlog[(int)(from / time.Step)] - time.Backlog[(int)((from + 1) / time.Step)];
    }

    [Fact]
    public void A_decision_sees_what_was_sampled_of_what_the_queue_reported()
    {
        // Reported at 5 s, sampled at 10 s: until then the queue seems to be empty.
        var time = Run(QueueAlone with { MaxReplicas = 2, SyncPeriod = 1 }, 50_000);
        Assert.Equal(10, Array.FindIndex(time.Workers, count => count == 2) * time.Step, tolerance: 0.01);
    }

    [Fact]
    public void A_worker_without_room_waits_for_a_node()
    {
        var settings = QueueAlone with { MaxReplicas = 2 };
        var roomy = Run(settings, 80_000);
        var full = Run(settings, 80_000, Cluster with { RoomFor = 1 });
        Assert.True(roomy.LongestWait < full.LongestWait);
        Assert.Equal(roomy.WorkerHours, full.WorkerHours, tolerance: 1e-6);
    }

    [Fact]
    public void Nothing_is_served_while_no_worker_works()
    {
        var scenario = new Scenario("outage", new ArrivalPattern([new Burst(0, 1_000)], 1_000))
        {
            Outage = new Outage(0, 60),
        };
        var time = ScalingSimulation.Run(scenario, Worker, QueueAlone, Cluster, 100, 0.1);
        Assert.Equal(1_000, time.Backlog[(int)(59 / time.Step)], tolerance: 1e-6);
        Assert.Equal(0, time.Backlog[(int)(62 / time.Step)], tolerance: 1e-6);
        Assert.Equal(60, time.LongestWait, tolerance: 1.1);
    }

    private static SimulatedTime Run(ScalerSettings settings, int burst, ClusterSettings? cluster = null) =>
        ScalingSimulation.Run(
            new Scenario("burst", new ArrivalPattern([new Burst(0, burst)], PublishRate: 10_000)),
            Worker,
            settings,
            cluster ?? Cluster,
            duration: 100,
            step: 0.1);
}
