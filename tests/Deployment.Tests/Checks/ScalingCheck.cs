using System.Text.Json;
using k8s.Models;
using Streaming.Deployment.Tests.Manifests;
using Streaming.Deployment.Tests.Rendering;

namespace Streaming.Deployment.Tests.Checks;

/// <summary>
/// The autoscaler has a target, asks a broker and a queue that there are, and alone says how many workers run.
/// </summary>
internal static class ScalingCheck
{
    private static readonly HashSet<string> Queues = ReadQueues();

    public static IEnumerable<string> Find(Manifest manifest)
    {
        foreach (var scaled in manifest.Of<ScaledObject>())
        {
            var target = manifest.Of<V1Deployment>()
                .SingleOrDefault(one => one.Metadata.Name == scaled.Spec.ScaleTargetRef.Name);
            if (target is null)
            {
                yield return $"ScaledObject {scaled.Metadata.Name}: no Deployment {scaled.Spec.ScaleTargetRef.Name}";
            }
            else if (target.Spec.Replicas is not null)
            {
                yield return $"Deployment {target.Metadata.Name} has replicas beside an autoscaler";
            }

            foreach (var fault in scaled.Spec.Triggers.SelectMany(trigger => OfTrigger(manifest, scaled, trigger)))
            {
                yield return $"ScaledObject {scaled.Metadata.Name}: {fault}";
            }
        }
    }

    private static IEnumerable<string> OfTrigger(Manifest manifest, ScaledObject scaled, ScaleTrigger trigger) =>
        trigger.Type switch
        {
            "rabbitmq" => OfBroker(manifest, trigger),
            "cron" => OfClock(scaled, trigger),
            _ => [$"no trigger of type {trigger.Type} is known"],
        };

    private static IEnumerable<string> OfBroker(Manifest manifest, ScaleTrigger trigger)
    {
        if (!Queues.Contains(trigger.Metadata["queueName"]))
        {
            yield return $"{trigger.Name}: definitions.json has no queue {trigger.Metadata["queueName"]}";
        }

        if (!manifest.Has<TriggerAuthentication>(trigger.AuthenticationRef!.Name))
        {
            yield return $"{trigger.Name}: no TriggerAuthentication {trigger.AuthenticationRef.Name}";
        }

        var host = new Uri(trigger.Metadata["host"]);
        var management = manifest.Of<RabbitmqCluster>().Any(one =>
            host.Host == $"{one.Metadata.Name}.{one.Metadata.NamespaceProperty}.svc.cluster.local"
                && host.Port == RabbitmqCluster.Ports["management"]);
        if (!management || host.Scheme != trigger.Metadata["protocol"])
        {
            yield return $"{trigger.Name}: no management interface at {host}";
        }
    }

    private static IEnumerable<string> OfClock(ScaledObject scaled, ScaleTrigger trigger)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(trigger.Metadata["timezone"], out _))
        {
            yield return $"{trigger.Name}: no time zone {trigger.Metadata["timezone"]}";
        }

        var desired = int.Parse(trigger.Metadata["desiredReplicas"], null);
        if (desired < scaled.Spec.MinReplicaCount || desired > scaled.Spec.MaxReplicaCount)
        {
            yield return $"{trigger.Name}: {desired} is outside what the autoscaler may do";
        }
    }

    private static HashSet<string> ReadQueues()
    {
        using var definitions = JsonDocument.Parse(
            File.ReadAllText(Checkout.Path("deploy", "rabbitmq", "definitions.json")));
        return [.. definitions.RootElement.GetProperty("queues").EnumerateArray()
            .Select(queue => queue.GetProperty("name").GetString()!)];
    }
}
