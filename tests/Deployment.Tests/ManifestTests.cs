using Streaming.Deployment.Tests.Checks;
using Streaming.Deployment.Tests.Manifests;
using Streaming.Deployment.Tests.Rendering;

namespace Streaming.Deployment.Tests;

/// <summary>Every overlay renders to what a cluster takes, and nothing in it points nowhere.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void All_overlays_are_looked_at() => Assert.Equal(["s3", "s3-role", "shared-volume"], Overlays.Delivered);

    [Theory]
    [MemberData(nameof(Overlays.All), MemberType = typeof(Overlays))]
    public async Task Values_have_the_types_of_their_kinds_and_no_field_is_unknown(string overlay) =>
        Assert.Empty(await Schemas.FindFaultsAsync(await Overlays.RenderAsync(overlay)));

    [Theory]
    [MemberData(nameof(Overlays.All), MemberType = typeof(Overlays))]
    public async Task Every_reference_leads_somewhere(string overlay) =>
        Assert.Empty(AllChecks.Find(Manifest.Parse(await Overlays.RenderAsync(overlay))));

    [Theory]
    [InlineData("maxUnavailable: 0", "maxUnavailble: 0", "Deployment worker")]
    [InlineData("automountServiceAccountToken: false\n      containers", "automount: false\n      containers", "Deployment worker")]
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
        var faults = await Schemas.FindFaultsAsync(await BreakAsync(right, wrong));

        Assert.Contains(faults, fault => fault.StartsWith(where, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("targetPort: http", "targetPort: web", "Service worker: no port web")]
    [InlineData("selector:\n    app.kubernetes.io/name: streaming-worker", "selector:\n    app: worker", "Service worker selects")]
    [InlineData("matchLabels:\n      app.kubernetes.io/name: rabbitmq\n", "matchLabels:\n      app: mq\n", "Budget rabbitmq selects")]
    [InlineData("matchLabels:\n      app.kubernetes.io/name: streaming-trainer", "matchLabels:\n      a: b", "Policy trainer selects")]
    [InlineData("matchLabels:\n              app.kubernetes.io/name: streaming-worker", "matchLabels:\n              a: b", "not spread")]
    [InlineData("path: /health/live\n            port: http", "path: /health/live\n            port: web", "probe asks port web")]
    [InlineData("- port: http\n    to", "- port: web\n    to", "Policy worker: no port web")]
    [InlineData("- port: http\n", "- port: web\n", "no port web")]
    [InlineData("      port: 5672", "      port: 5671", "takes nothing from")]
    [InlineData("port: prometheus", "port: metrics", "the Service has no port metrics")]
    [InlineData("jobLabel: app.kubernetes.io/name", "jobLabel: job", "has no label job")]
    [InlineData("name: rabbitmq-default-user", "name: rabbitmq-user", "no Secret rabbitmq-user")]
    [InlineData("key: connection_string", "key: uri", "no Secret rabbitmq-default-user with uri")]
    [InlineData("key: connection-string", "key: uri", "no Secret labels with uri")]
    [InlineData("name: model-store-reader", "name: model-store-guest", "no Secret model-store-guest")]
    [InlineData("configMapRef:\n            name: model-store", "configMapRef:\n            name: store", "no ConfigMap store")]
    [InlineData("claimName: training-data", "claimName: data", "no PersistentVolumeClaim data")]
    [InlineData("mountPath: /tmp\n          name: tmp", "mountPath: /tmp\n          name: scratch", "no volume scratch")]
    [InlineData("serviceAccountName: worker", "serviceAccountName: runner", "no ServiceAccount runner")]
    [InlineData("scaleTargetRef:\n    name: worker", "scaleTargetRef:\n    name: workers", "no Deployment workers")]
    [InlineData("authenticationRef:\n      name: rabbitmq", "authenticationRef:\n      name: mq", "no TriggerAuthentication mq")]
    [InlineData("queueName: observations", "queueName: observation", "has no queue observation")]
    [InlineData("rabbitmq.streaming.svc", "rabbitmq.stream.svc", "no management interface")]
    [InlineData("timezone: America/Santiago", "timezone: Chile/Santiago", "no time zone Chile/Santiago")]
    [InlineData("strategy:\n    rollingUpdate", "replicas: 2\n  strategy:\n    rollingUpdate", "has replicas beside")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "may write to its image")]
    [InlineData("namespace: streaming", "namespace: stream", "is in no namespace")]
    [InlineData("kind: ConfigMap", "kind: Secret", "has its values in the manifests")]
    public async Task What_points_nowhere_is_found(string right, string wrong, string fault) => Assert.Contains(
        AllChecks.Find(Manifest.Parse(await BreakAsync(right, wrong))),
        found => found.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public async Task Loading_is_strict_too() => Assert.ThrowsAny<YamlDotNet.Core.YamlException>(
        () => Manifest.Parse("apiVersion: v1\nkind: Namespace\nmetadata:\n  nam: streaming\n"));

    private static async Task<string> BreakAsync(string right, string wrong)
    {
        var rendered = await Overlays.RenderAsync(Overlays.Example);
        var broken = rendered.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(rendered, broken);
        return broken;
    }
}
