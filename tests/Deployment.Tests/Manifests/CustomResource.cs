using k8s;
using k8s.Models;

namespace Streaming.Deployment.Tests.Manifests;

/// <summary>What every custom resource has.</summary>
public abstract class CustomResource : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();
}
