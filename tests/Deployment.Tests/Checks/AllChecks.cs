using Streaming.Deployment.Tests.Manifests;

namespace Streaming.Deployment.Tests.Checks;

internal static class AllChecks
{
    /// <returns>A line for everything that is wrong.</returns>
    public static IReadOnlyList<string> Find(Manifest manifest) =>
    [
        .. SelectorCheck.Find(manifest),
        .. NetworkCheck.Find(manifest),
        .. SourceCheck.Find(manifest),
        .. ScalingCheck.Find(manifest),
        .. PodCheck.Find(manifest),
    ];
}
