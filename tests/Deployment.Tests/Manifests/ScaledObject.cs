using k8s.Models;

namespace Streaming.Deployment.Tests.Manifests;

/// <summary>KEDA's ScaledObject, as far as the manifests use it.</summary>
public sealed class ScaledObject : CustomResource
{
    public ScaledObjectSpec Spec { get; set; } = new();
}

public sealed class ScaledObjectSpec
{
    public V1LocalObjectReference ScaleTargetRef { get; set; } = new();

    public int PollingInterval { get; set; }

    public int MinReplicaCount { get; set; }

    public int MaxReplicaCount { get; set; }

    public Dictionary<string, string> Fallback { get; set; } = [];

    public ScalingAdvice Advanced { get; set; } = new();

    public List<ScaleTrigger> Triggers { get; set; } = [];
}

public sealed class ScalingAdvice
{
    public AutoscalerConfiguration HorizontalPodAutoscalerConfig { get; set; } = new();
}

public sealed class AutoscalerConfiguration
{
    public V2HorizontalPodAutoscalerBehavior Behavior { get; set; } = new();
}

public sealed class ScaleTrigger
{
    public string Type { get; set; } = "";

    public string Name { get; set; } = "";

    public Dictionary<string, string> Metadata { get; set; } = [];

    public V1LocalObjectReference? AuthenticationRef { get; set; }
}
