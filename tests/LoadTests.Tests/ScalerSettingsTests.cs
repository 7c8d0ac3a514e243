using System.Globalization;
using Streaming.Integration.Tests.Workers;
using Streaming.LoadTests.Scaling;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Streaming.LoadTests.Tests;

public sealed class ScalerSettingsTests
{
    private static readonly YamlNode Spec = Read().First(node => node["kind"].ToString() == "ScaledObject")["spec"];

    [Fact]
    public void The_simulated_scaler_is_the_one_that_is_deployed()
    {
        var behavior = Spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"];
        var scaler = new ScalerSettings();

        Assert.Equal(
            [scaler.PollingInterval, scaler.MinReplicas, scaler.MaxReplicas, scaler.CooldownPeriod],
            [
                Number(Spec["pollingInterval"]), Number(Spec["minReplicaCount"]), Number(Spec["maxReplicaCount"]),
                // KEDA's default; it counts where there may be no worker, which the deployment does not allow.
                300,
            ]);
        Assert.Equal(
            [scaler.QueueLength, scaler.MessageRate, scaler.NightReplicas],
            [
                Number(Trigger("backlog")["value"]), Number(Trigger("rate")["value"]),
                Number(Trigger("night")["desiredReplicas"]),
            ]);
        Assert.Equal(
            [scaler.MostAdded, scaler.SyncPeriod],
            [Number(Policy("scaleUp")["value"]), Number(Policy("scaleUp")["periodSeconds"])]);
        Assert.Equal(
            [1, scaler.RemovalPeriod, scaler.StabilisationWindow],
            [
                Number(Policy("scaleDown")["value"]), Number(Policy("scaleDown")["periodSeconds"]),
                Number(behavior["scaleDown"]["stabilizationWindowSeconds"]),
            ]);
        // 16 hours, as of the simulated night.
        Assert.Equal("0 17 * * *", Trigger("night")["start"].ToString());
        Assert.Equal("0 9 * * *", Trigger("night")["end"].ToString());
        Assert.Equal(16 * 3_600, scaler.NightEnd - scaler.NightStart);

        YamlNode Policy(string direction) => Assert.Single((YamlSequenceNode)behavior[direction]["policies"]);
    }

    private static YamlNode Trigger(string name) =>
        ((YamlSequenceNode)Spec["triggers"]).Single(trigger => trigger["name"].ToString() == name)["metadata"];

    private static double Number(YamlNode node) => double.Parse(node.ToString(), CultureInfo.InvariantCulture);

    private static IEnumerable<YamlNode> Read()
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Checkout.Root, "deploy", "kubernetes", "base", "scaling.yaml"));
        stream.Load(reader);
        return stream.Documents.Select(document => document.RootNode);
    }
}
