using k8s.Models;
using Streaming.Deployment.Tests.Manifests;

namespace Streaming.Deployment.Tests.Checks;

/// <summary>Every pod of ours is bounded and may do nothing that it need not, and its probes reach a port.</summary>
internal static class PodCheck
{
    public static IEnumerable<string> Find(Manifest manifest) =>
    [
        .. manifest.OwnWorkloads.SelectMany(OfPod),
        .. manifest.OwnWorkloads.SelectMany(
            one => one.Pod.Containers.SelectMany(container => OfContainer(one, container))),
        .. manifest.Documents
            .Where(one => one is not V1Namespace && !manifest.Has<V1Namespace>(one.Metadata.NamespaceProperty ?? ""))
            .Select(one => $"{one.Kind} {one.Metadata.Name} is in no namespace of the manifests"),
    ];

    private static IEnumerable<string> OfPod(Workload workload) => Broken(
        workload.Name,
        (workload.Pod.SecurityContext?.RunAsNonRoot == true, "may run as root"),
        (workload.Pod.SecurityContext?.SeccompProfile?.Type == "RuntimeDefault", "has no seccomp profile"),
        (workload.Pod.AutomountServiceAccountToken == false, "has a token for the API server"));

    private static IEnumerable<string> OfContainer(Workload workload, V1Container container) =>
    [
        .. Broken(
            workload.Name,
            (container.SecurityContext?.AllowPrivilegeEscalation == false, "may gain privileges"),
            (container.SecurityContext?.ReadOnlyRootFilesystem == true, "may write to its image"),
            (container.SecurityContext?.Capabilities?.Drop?.Contains("ALL") == true, "keeps capabilities"),
            (container.Resources?.Requests?.Count == 2 && container.Resources.Limits?.Count == 2, "is not bounded")),
        .. new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }
            .Select(probe => probe?.HttpGet.Port.Value)
            .OfType<string>()
            .Where(port => !workload.HasPort(port))
            .Select(port => $"{workload.Name}: a probe asks port {port}, which it has not"),
    ];

    private static IEnumerable<string> Broken(string name, params (bool IsMet, string Fault)[] rules) =>
        rules.Where(rule => !rule.IsMet).Select(rule => $"{name} {rule.Fault}");
}
