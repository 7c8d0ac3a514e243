using Streaming.Deployment.Tests.Manifests;
using Streaming.Deployment.Tests.Rendering;

namespace Streaming.Deployment.Tests;

/// <summary>Every overlay renders to what a cluster takes, and every fault of that kind would be found.</summary>
public sealed class SchemaTests
{
    [Theory]
    [MemberData(nameof(Overlays.All), MemberType = typeof(Overlays))]
    public async Task Values_have_the_types_of_their_kinds_and_no_field_is_unknown(string overlay) =>
        Assert.Empty(await Schemas.FindFaultsAsync(await Overlays.RenderAsync(overlay)));

    [Theory]
    [InlineData("maxUnavailable: 0", "maxUnavailble: 0", "Deployment worker")]
    [InlineData("serviceAccountName: worker", "serviceAccountNames: worker", "Deployment worker")]
    [InlineData("failureThreshold: 30", "failureThreshold: \"30\"", "Deployment worker")]
    [InlineData("sizeLimit: 64Mi", "sizeLimit: true", "Deployment worker")]
    [InlineData("concurrencyPolicy: Forbid", "concurrencyPolicy: Forbidden", "CronJob trainer")]
    [InlineData("unhealthyPodEvictionPolicy", "unhealthyPodEviction", "PodDisruptionBudget worker")]
    [InlineData("policyTypes", "policies", "NetworkPolicy")]
    [InlineData("pollingInterval: 15", "pollInterval: 15", "ScaledObject worker")]
    [InlineData("stabilizationWindowSeconds: 300", "stabilisationWindowSeconds: 300", "ScaledObject worker")]
    [InlineData("desiredReplicas: \"3\"", "desiredReplicas: 3", "ScaledObject worker")]
    [InlineData("secretTargetRef", "secretTargetReference", "TriggerAuthentication rabbitmq")]
    [InlineData("jobLabel", "jobName", "ServiceMonitor rabbitmq")]
    [InlineData("additionalConfig", "extraConfig", "RabbitmqCluster rabbitmq")]
    [InlineData("postStart", "afterStart", "RabbitmqCluster rabbitmq")]
    [InlineData("kind: CronJob", "kind: CronJobs", "CronJobs trainer")]
    [InlineData("apiVersion: apps/v1", "apiVersion: apps/v1beta9", "Deployment worker")]
    public async Task What_a_cluster_would_not_take_is_found(string right, string wrong, string where)
    {
        var faults = await Schemas.FindFaultsAsync(await Overlays.BreakExampleAsync(right, wrong));

        Assert.Contains(faults, fault => fault.StartsWith(where, StringComparison.Ordinal));
    }

    [Fact]
    public void Loading_is_strict_too() => Assert.ThrowsAny<YamlDotNet.Core.YamlException>(
        () => Manifest.Parse("apiVersion: v1\nkind: Namespace\nmetadata:\n  nam: streaming\n"));
}
