using k8s.Models;

namespace Streaming.Deployment.Tests.Manifests;

/// <summary>The Prometheus operator's ServiceMonitor, as far as the manifests use it.</summary>
public sealed class ServiceMonitor : CustomResource
{
    public ServiceMonitorSpec Spec { get; set; } = new();
}

public sealed class ServiceMonitorSpec
{
    public string JobLabel { get; set; } = "";

    public V1LabelSelector Selector { get; set; } = new();

    public List<MonitoredEndpoint> Endpoints { get; set; } = [];
}

public sealed class MonitoredEndpoint
{
    public string Port { get; set; } = "";

    public string Path { get; set; } = "";

    public string Interval { get; set; } = "";

    public Dictionary<string, List<string>> Params { get; set; } = [];
}
