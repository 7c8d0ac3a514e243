using k8s;
using k8s.Models;

namespace Streaming.Deployment.Tests.Manifests;

/// <summary>What makes pods.</summary>
/// <param name="Owner">The document.</param>
/// <param name="Labels">Labels of its pods.</param>
/// <param name="Pod">What its pods are made of.</param>
internal sealed record Workload(
    IKubernetesObject<V1ObjectMeta> Owner, IDictionary<string, string> Labels, V1PodSpec Pod)
{
    public string Name => $"{Owner.Kind} {Owner.Metadata.Name}";

    public bool HasPort(string name) => Owner is RabbitmqCluster
        ? RabbitmqCluster.Ports.ContainsKey(name)
        : Pod.Containers.Any(container => container.Ports?.Any(port => port.Name == name) == true);
}
