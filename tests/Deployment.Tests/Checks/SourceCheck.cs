using k8s.Models;
using Streaming.Deployment.Tests.Manifests;
using Streaming.Deployment.Tests.Rendering;

namespace Streaming.Deployment.Tests.Checks;

/// <summary>
/// Every Secret, ConfigMap, volume, claim and account that is named is there, or the page says to create it.
/// </summary>
internal static class SourceCheck
{
    public static IEnumerable<string> Find(Manifest manifest) =>
    [
        .. manifest.Of<V1Secret>().Select(one => $"Secret {one.Metadata.Name} has its values in the manifests"),
        .. manifest.Workloads.SelectMany(one => OfContainers(manifest, one)),
        .. manifest.Workloads.SelectMany(one => OfVolumes(manifest, one)),
        .. manifest.OwnWorkloads
            .Where(one => !manifest.Has<V1ServiceAccount>(one.Pod.ServiceAccountName))
            .Select(one => $"{one.Name}: no ServiceAccount {one.Pod.ServiceAccountName}"),
        .. manifest.Of<TriggerAuthentication>().SelectMany(one => one.Spec.SecretTargetRef
            .Where(secret => !HasSecret(manifest, secret.Name, secret.Key))
            .Select(secret => $"TriggerAuthentication {one.Metadata.Name}: no Secret {secret.Name} with {secret.Key}")),
    ];

    private static IEnumerable<string> OfContainers(Manifest manifest, Workload workload)
    {
        foreach (var container in workload.Pod.Containers)
        {
            foreach (var secret in (container.Env ?? [])
                .Select(one => one.ValueFrom?.SecretKeyRef)
                .OfType<V1SecretKeySelector>()
                .Where(one => !HasSecret(manifest, one.Name, one.Key)))
            {
                yield return $"{workload.Name}: no Secret {secret.Name} with {secret.Key}";
            }

            foreach (var map in (container.EnvFrom ?? [])
                .Where(one => !manifest.Has<V1ConfigMap>(one.ConfigMapRef.Name)))
            {
                yield return $"{workload.Name}: no ConfigMap {map.ConfigMapRef.Name}";
            }

            foreach (var mount in (container.VolumeMounts ?? [])
                .Where(one => workload.Pod.Volumes?.Any(volume => volume.Name == one.Name) != true))
            {
                yield return $"{workload.Name}: no volume {mount.Name}";
            }
        }
    }

    private static IEnumerable<string> OfVolumes(Manifest manifest, Workload workload)
    {
        foreach (var volume in workload.Pod.Volumes ?? [])
        {
            if (volume.PersistentVolumeClaim is { } claim && !manifest.Has<V1PersistentVolumeClaim>(claim.ClaimName))
            {
                yield return $"{workload.Name}: no PersistentVolumeClaim {claim.ClaimName}";
            }

            if (volume.ConfigMap is { } map && !manifest.Has<V1ConfigMap>(map.Name))
            {
                yield return $"{workload.Name}: no ConfigMap {map.Name}";
            }

            foreach (var secret in (volume.Projected?.Sources ?? []).Select(one => one.Secret))
            {
                foreach (var item in secret.Items.Where(one => !HasSecret(manifest, secret.Name, one.Key)))
                {
                    yield return $"{workload.Name}: no Secret {secret.Name} with {item.Key}";
                }
            }

            if (!workload.Pod.Containers.Any(one => one.VolumeMounts.Any(mount => mount.Name == volume.Name)))
            {
                yield return $"{workload.Name}: nobody mounts volume {volume.Name}";
            }
        }
    }

    private static bool HasSecret(Manifest manifest, string name, string key) =>
        manifest.Of<RabbitmqCluster>().Any(one => one.UserSecret == name)
            ? RabbitmqCluster.UserSecretKeys.Contains(key)
            : HowToPage.Secrets.TryGetValue(name, out var keys) && keys.Contains(key);
}
