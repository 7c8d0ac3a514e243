using k8s.Models;
using Streaming.Deployment.Tests.Manifests;

namespace Streaming.Deployment.Tests.Checks;

/// <summary>The network policies select pods that there are, and what one side may send the other takes.</summary>
internal static class NetworkCheck
{
    public static IEnumerable<string> Find(Manifest manifest) =>
    [
        .. manifest.Of<V1NetworkPolicy>().SelectMany(one => OfPolicy(manifest, one)),
        .. manifest.Workloads.SelectMany(sender => OfEgress(manifest, sender)),
    ];

    private static IEnumerable<string> OfPolicy(Manifest manifest, V1NetworkPolicy policy)
    {
        var name = $"NetworkPolicy {policy.Metadata.Name}";
        var selected = manifest.Selected(policy.Spec.PodSelector);
        var peers = (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? [])
            .Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To ?? []));
        var named = (policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports ?? [])
            .Where(port => !int.TryParse(port.Port.Value, out _));
        return
        [
            .. selected.Count == 0 ? [$"{name} selects no pods"] : Array.Empty<string>(),
            .. peers.Where(peer => peer.PodSelector is not null && peer.NamespaceSelector is null)
                .Where(peer => manifest.Selected(peer.PodSelector).Count == 0)
                .Select(_ => $"{name}: a peer selects no pods"),
            .. named.Where(port => !selected.All(one => one.HasPort(port.Port.Value)))
                .Select(port => $"{name}: no port {port.Port.Value} in its pods"),
        ];
    }

    // Of the rules that name pods of this manifest; others lead out of it.
    private static IEnumerable<string> OfEgress(Manifest manifest, Workload sender) =>
        from policy in manifest.Of<V1NetworkPolicy>()
        where policy.Spec.PodSelector.Matches(sender.Labels)
        from rule in policy.Spec.Egress ?? []
        from peer in rule.To ?? []
        where peer.PodSelector is not null
        from to in manifest.Selected(peer.PodSelector)
        from port in rule.Ports
        where !Takes(manifest, to, sender, port.Port.Value)
        select $"{to.Name} takes nothing from {sender.Name} on port {port.Port.Value}";

    private static bool Takes(Manifest manifest, Workload to, Workload sender, string port) =>
        manifest.Of<V1NetworkPolicy>()
            .Where(policy => policy.Spec.PodSelector.Matches(to.Labels))
            .SelectMany(policy => policy.Spec.Ingress ?? [])
            .Where(rule => rule.Ports.Any(open => open.Port.Value == port))
            .SelectMany(rule => rule.FromProperty)
            .Any(peer => peer.PodSelector is { } pods && pods.Matches(sender.Labels));
}
