using k8s.Models;
using Streaming.Deployment.Tests.Manifests;

namespace Streaming.Deployment.Tests.Checks;

/// <summary>Whatever selects pods finds some, and the ports that it names.</summary>
internal static class SelectorCheck
{
    public static IEnumerable<string> Find(Manifest manifest) =>
    [
        .. manifest.Of<V1Deployment>()
            .Where(one => !one.Spec.Selector.Matches(one.Spec.Template.Metadata.Labels))
            .Select(one => $"Deployment {one.Metadata.Name} does not select its own pods"),
        .. manifest.Workloads.SelectMany(Spread),
        .. manifest.Of<V1PodDisruptionBudget>()
            .Where(one => manifest.Selected(one.Spec.Selector).Count == 0)
            .Select(one => $"PodDisruptionBudget {one.Metadata.Name} selects no pods"),
        .. manifest.Of<V1Service>().SelectMany(one => OfService(manifest, one)),
        .. manifest.Of<ServiceMonitor>().SelectMany(one => OfMonitor(manifest, one)),
    ];

    private static IEnumerable<string> Spread(Workload workload) => (workload.Pod.TopologySpreadConstraints ?? [])
        .Where(constraint => !constraint.LabelSelector.Matches(workload.Labels))
        .Select(constraint => $"{workload.Name} is not spread over {constraint.TopologyKey}: it selects other pods");

    private static IEnumerable<string> OfService(Manifest manifest, V1Service service)
    {
        var selected = manifest.Workloads.Where(one => service.Spec.Selector.Matches(one.Labels)).ToList();
        return selected.Count == 0
            ? [$"Service {service.Metadata.Name} selects no pods"]
            : service.Spec.Ports
                .Where(port => !selected.All(one => one.HasPort(port.TargetPort.Value)))
                .Select(port => $"Service {service.Metadata.Name}: no port {port.TargetPort.Value} in its pods");
    }

    private static IEnumerable<string> OfMonitor(Manifest manifest, ServiceMonitor monitor)
    {
        var services = manifest.Of<V1Service>()
            .Select(one => (one.Metadata.Labels, Ports: one.Spec.Ports.Select(port => port.Name)))
            .Concat(manifest.Of<RabbitmqCluster>().Select(one => (one.Labels, Ports: RabbitmqCluster.Ports.Keys)))
            .Where(one => monitor.Spec.Selector.Matches(one.Labels))
            .ToList();
        var name = $"ServiceMonitor {monitor.Metadata.Name}";
        return services.Count == 0
            ? [$"{name} selects no Service"]
            :
            [
                .. services.Where(one => !one.Labels.ContainsKey(monitor.Spec.JobLabel))
                    .Select(_ => $"{name}: the Service has no label {monitor.Spec.JobLabel}"),
                .. monitor.Spec.Endpoints.Where(endpoint => !services.All(one => one.Ports.Contains(endpoint.Port)))
                    .Select(endpoint => $"{name}: the Service has no port {endpoint.Port}"),
            ];
    }
}
