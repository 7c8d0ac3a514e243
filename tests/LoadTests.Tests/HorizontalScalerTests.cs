using Streaming.LoadTests.Scaling;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class HorizontalScalerTests
{
    private static readonly ScalerSettings Settings = new()
    {
        NightReplicas = 0,
        MessageRate = 0,
        QueueLength = 100,
    };

    // The page on the HorizontalPodAutoscaler: 200m against a target of 100m doubles the replicas, 50m halves them, and
    // a ratio within a tenth of 1 changes nothing. Its metric is an average: the sum is that times the replicas.
    [Theory]
    [InlineData(4, 200, 8)]
    [InlineData(4, 50, 2)]
    [InlineData(4, 109, 4)]
    [InlineData(4, 111, 5)]
    [InlineData(4, 91, 4)]
    [InlineData(50, 120, 60)]
    [InlineData(1, 0, 0)]
    public void The_formula_gives_what_the_documentation_of_Kubernetes_says(int current, double average, int desired) =>
        Assert.Equal(desired, HorizontalScaler.Desired(average * current, 100, current, tolerance: 0.1));

    [Fact]
    public void One_decision_adds_four_workers_and_never_exceeds_the_largest_number()
    {
        var scaler = new HorizontalScaler(Settings with { MaxReplicas = 8 }, replicas: 1);
        scaler.Sync(0, 10_000, rate: 0);
        Assert.Equal(5, scaler.Replicas);
        scaler.Sync(15, 10_000, rate: 0);
        Assert.Equal(8, scaler.Replicas);
    }

    [Fact]
    public void The_larger_wish_of_two_triggers_counts()
    {
        var scaler = new HorizontalScaler(Settings with { MessageRate = 4_000 }, replicas: 1);
        scaler.Sync(0, 150, rate: 8_001);
        Assert.Equal(3, scaler.Replicas);
    }

    [Fact]
    public void Fewer_workers_are_wanted_for_the_whole_window_before_one_goes()
    {
        var scaler = new HorizontalScaler(Settings, replicas: 1);
        scaler.Sync(0, 500, rate: 0);
        scaler.Sync(15, 400, rate: 0);
        scaler.Sync(300, 0, rate: 0);
        Assert.Equal(5, scaler.Replicas);
        // Now the 500 messages are older than the window; the 400 are not.
        scaler.Sync(310, 0, rate: 0);
        Assert.Equal(4, scaler.Replicas);
    }

    [Fact]
    public void One_worker_goes_at_a_time()
    {
        var scaler = new HorizontalScaler(Settings, replicas: 1);
        scaler.Sync(0, 300, rate: 0);
        scaler.Sync(330, 0, rate: 0);
        Assert.Equal(2, scaler.Replicas);
        scaler.Sync(375, 0, rate: 0);
        Assert.Equal(2, scaler.Replicas);
        scaler.Sync(390, 0, rate: 0);
        Assert.Equal(1, scaler.Replicas);
    }

    [Fact]
    public void To_none_it_goes_only_after_the_cooldown_and_back_at_the_next_look()
    {
        var scaler = new HorizontalScaler(Settings with { MinReplicas = 0 }, replicas: 0);
        scaler.Sync(0, 1_000, rate: 0);
        Assert.Equal(0, scaler.Replicas);
        scaler.Poll(15, 1);
        Assert.Equal(1, scaler.Replicas);
        scaler.Poll(300, 0);
        Assert.Equal(1, scaler.Replicas);
        scaler.Poll(315, 0);
        Assert.Equal(0, scaler.Replicas);
    }

    [Fact]
    public void The_night_has_its_workers_before_anything_comes_and_keeps_them_until_its_end()
    {
        var settings = Settings with { NightReplicas = 2, NightStart = 100, NightEnd = 200 };
        var scaler = new HorizontalScaler(settings, replicas: 1);
        scaler.Sync(90, 0, rate: 0);
        Assert.Equal(1, scaler.Replicas);
        scaler.Sync(105, 0, rate: 0);
        Assert.Equal(2, scaler.Replicas);
        scaler.Sync(195, 0, rate: 0);
        scaler.Sync(210, 0, rate: 0);
        Assert.Equal(2, scaler.Replicas);
        scaler.Sync(600, 0, rate: 0);
        Assert.Equal(1, scaler.Replicas);
    }
}
