using k8s;
using k8s.Models;

namespace Streaming.Deployment.Tests.Manifests;

/// <summary>The documents that a kustomization renders to.</summary>
internal sealed class Manifest
{
    private static readonly Dictionary<string, Type> CustomTypes = new()
    {
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(ScaledObject),
        ["keda.sh/v1alpha1/TriggerAuthentication"] = typeof(TriggerAuthentication),
        ["monitoring.coreos.com/v1/ServiceMonitor"] = typeof(ServiceMonitor),
        ["rabbitmq.com/v1beta1/RabbitmqCluster"] = typeof(RabbitmqCluster),
    };

    private readonly List<IKubernetesObject<V1ObjectMeta>> _documents;

    private Manifest(List<IKubernetesObject<V1ObjectMeta>> documents) => _documents = documents;

    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Documents => _documents;

    /// <summary>All pods that are made of it.</summary>
    public IReadOnlyList<Workload> Workloads =>
    [
        .. Of<V1Deployment>().Select(
            one => new Workload(one, one.Spec.Template.Metadata.Labels, one.Spec.Template.Spec)),
        .. Of<V1CronJob>().Select(one => new Workload(
            one, one.Spec.JobTemplate.Spec.Template.Metadata.Labels, one.Spec.JobTemplate.Spec.Template.Spec)),
        .. Of<V1Job>().Select(one => new Workload(one, one.Spec.Template.Metadata.Labels, one.Spec.Template.Spec)),
        .. Of<RabbitmqCluster>().Select(one => new Workload(one, one.Labels, one.Pod)),
    ];

    /// <summary>The workloads whose pods are entirely of this project.</summary>
    public IEnumerable<Workload> OwnWorkloads => Workloads.Where(one => one.Owner is not RabbitmqCluster);

    /// <exception cref="YamlDotNet.Core.YamlException">A field is unknown, or a value has the wrong type.</exception>
    public static Manifest Parse(string yaml) => new(
        [.. KubernetesYaml.LoadAllFromString(yaml, CustomTypes, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>()]);

    public IEnumerable<T> Of<T>() => _documents.OfType<T>();

    public bool Has<T>(string name)
        where T : IKubernetesObject<V1ObjectMeta> => Of<T>().Any(one => one.Metadata.Name == name);
}
