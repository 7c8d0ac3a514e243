using k8s.Models;
using Streaming.Deployment.Tests.Manifests;

namespace Streaming.Deployment.Tests;

/// <summary>The environment variables that a workload sets.</summary>
internal static class Variables
{
    /// <summary>The credentials, which the AWS SDK reads.</summary>
    public static IReadOnlyList<string> OfTheAwsSdk { get; } = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

    public static IEnumerable<string> Of(Manifest manifest, Workload workload) => workload.Pod.Containers
        .SelectMany(container => (container.Env ?? []).Select(variable => variable.Name)
            // A file of the folder of secrets is a setting, too.
            .Concat((workload.Pod.Volumes ?? []).SelectMany(volume => volume.Projected?.Sources ?? [])
                .SelectMany(source => source.Secret.Items.Select(item => item.Path)))
            .Concat((container.EnvFrom ?? []).SelectMany(source => manifest.Of<V1ConfigMap>()
                .Single(map => map.Metadata.Name == source.ConfigMapRef.Name).Data.Keys)));
}
