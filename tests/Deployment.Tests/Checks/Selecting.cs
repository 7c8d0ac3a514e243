using k8s.Models;
using Streaming.Deployment.Tests.Manifests;

namespace Streaming.Deployment.Tests.Checks;

internal static class Selecting
{
    public static bool Matches(this V1LabelSelector selector, IDictionary<string, string> labels) =>
        Matches(selector.MatchLabels, labels)
            && (selector.MatchExpressions ?? []).All(one => one.OperatorProperty == "In"
                && labels.TryGetValue(one.Key, out var value)
                && one.Values.Contains(value));

    public static bool Matches(this IDictionary<string, string>? selector, IDictionary<string, string> labels) =>
        selector is null || selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public static IReadOnlyList<Workload> Selected(this Manifest manifest, V1LabelSelector selector) =>
        [.. manifest.Workloads.Where(workload => selector.Matches(workload.Labels))];
}
