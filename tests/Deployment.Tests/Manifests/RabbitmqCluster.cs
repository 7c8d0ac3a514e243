using k8s.Models;

namespace Streaming.Deployment.Tests.Manifests;

/// <summary>
/// The cluster operator's RabbitmqCluster, as far as the manifests use it, and what the operator makes of it.
/// </summary>
public sealed class RabbitmqCluster : CustomResource
{
    public RabbitmqClusterSpec Spec { get; set; } = new();

    /// <summary>Labels of its pods and of its Service.</summary>
    public IDictionary<string, string> Labels => new Dictionary<string, string>
    {
        ["app.kubernetes.io/name"] = Metadata.Name,
        ["app.kubernetes.io/component"] = "rabbitmq",
        ["app.kubernetes.io/part-of"] = "rabbitmq",
    };

    /// <summary>Ports of its Service, by name.</summary>
    public static IReadOnlyDictionary<string, int> Ports { get; } = new Dictionary<string, int>
    {
        ["amqp"] = 5672,
        ["management"] = 15672,
        ["prometheus"] = 15692,
    };

    /// <summary>Name of the Secret with the user that it makes up.</summary>
    public string UserSecret => $"{Metadata.Name}-default-user";

    /// <summary>Keys of that Secret.</summary>
    public static IReadOnlySet<string> UserSecretKeys { get; } = new HashSet<string>
    {
        "username", "password", "host", "port", "connection_string", "default_user.conf", "provider", "type",
    };

    public V1PodSpec Pod => Spec.Override.StatefulSet.Spec.Template.Spec;
}

public sealed class RabbitmqClusterSpec
{
    public int Replicas { get; set; }

    public string Image { get; set; } = "";

    public V1ResourceRequirements Resources { get; set; } = new();

    public Dictionary<string, string> Persistence { get; set; } = [];

    public Dictionary<string, string> Rabbitmq { get; set; } = [];

    public ClusterOverride Override { get; set; } = new();
}

public sealed class ClusterOverride
{
    public StatefulSetOverride StatefulSet { get; set; } = new();
}

public sealed class StatefulSetOverride
{
    public StatefulSetSpecOverride Spec { get; set; } = new();
}

public sealed class StatefulSetSpecOverride
{
    public V1PodTemplateSpec Template { get; set; } = new();
}
