using Streaming.Deployment.Tests.Checks;
using Streaming.Deployment.Tests.Manifests;
using Streaming.Deployment.Tests.Rendering;

namespace Streaming.Deployment.Tests;

/// <summary>Nothing in an overlay points nowhere, and every fault of that kind would be found.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void All_overlays_are_looked_at() => Assert.Equal(["s3", "s3-role", "shared-volume"], Overlays.Delivered);

    [Theory]
    [MemberData(nameof(Overlays.All), MemberType = typeof(Overlays))]
    public async Task Every_reference_leads_somewhere(string overlay) =>
        Assert.Empty(AllChecks.Find(Manifest.Parse(await Overlays.RenderAsync(overlay))));

    [Theory]
    [InlineData("targetPort: http", "targetPort: web", "Service worker: no port web")]
    [InlineData("selector:\n    app.kubernetes.io/name: streaming-worker", "selector:\n    app: worker", "Service worker selects")]
    [InlineData("matchLabels:\n      app.kubernetes.io/name: rabbitmq\n", "matchLabels:\n      app: mq\n", "Budget rabbitmq selects")]
    [InlineData("matchLabels:\n      app.kubernetes.io/name: streaming-trainer", "matchLabels:\n      a: b", "Policy trainer selects")]
    [InlineData("matchLabels:\n            app.kubernetes.io/name: streaming-worker", "matchLabels:\n            a: b", "not spread")]
    [InlineData("path: /health/live\n            port: http", "path: /health/live\n            port: web", "probe asks port web")]
    [InlineData("- port: http\n  pod", "- port: web\n  pod", "Policy worker: no port web")]
    [InlineData("port: 5672\n    to", "port: 5671\n    to", "RabbitmqCluster rabbitmq takes nothing from Deployment worker on port 5671")]
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
    [InlineData("queueName: observations\n", "queueName: observation\n", "has no queue observation")]
    [InlineData("queueName: observations_bulk", "queueName: bulk", "has no queue bulk")]
    [InlineData("rabbitmq.streaming.svc", "rabbitmq.stream.svc", "no management interface")]
    [InlineData("timezone: America/Santiago", "timezone: Chile/Santiago", "no time zone Chile/Santiago")]
    [InlineData("strategy:\n    rollingUpdate", "replicas: 2\n  strategy:\n    rollingUpdate", "has replicas beside")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "may write to its image")]
    [InlineData("namespace: streaming", "namespace: stream", "is in no namespace")]
    [InlineData("kind: Namespace\n", "kind: Secret\nmetadata:\n  name: key\n---\napiVersion: v1\nkind: Namespace\n", "Secret key has its values")]
    public async Task What_points_nowhere_is_found(string right, string wrong, string fault) => Assert.Contains(
        AllChecks.Find(Manifest.Parse(await Overlays.BreakExampleAsync(right, wrong))),
        found => found.Contains(fault, StringComparison.Ordinal));
}
