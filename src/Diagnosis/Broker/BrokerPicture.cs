using Streaming.Diagnosis.Queues;

namespace Streaming.Diagnosis.Broker;

/// <summary>What a broker is like. It holds no password.</summary>
internal sealed record BrokerPicture
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string VirtualHost { get; init; }

    public required string User { get; init; }

    public required bool UsesTls { get; init; }

    /// <summary>Whether user and password are those that every new broker has.</summary>
    public required bool HasDefaultCredentials { get; init; }

    /// <summary>Why there is no connection, in one line; null when there is one.</summary>
    public string? Fault { get; init; }

    /// <summary>Version as the broker tells it on a connection, for example 4.1.2; null when it tells none.</summary>
    public string? Version { get; init; }

    /// <summary>Address of the management interface.</summary>
    public required Uri Management { get; init; }

    /// <summary>Why that does not answer, in one line; null when it does.</summary>
    public string? ManagementFault { get; init; }

    public string? Erlang { get; init; }

    /// <summary>How far the broker's clock is ahead of ours, to the second; null when it does not tell.</summary>
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>The cluster; null when the user may not see it.</summary>
    public IReadOnlyList<NodePicture>? Nodes { get; init; }

    /// <summary>What the user may do in the virtual host; null when that could not be found out.</summary>
    public PermissionPicture? Permissions { get; init; }

    /// <summary>The policies of the virtual host, operators' among them; null when the user may not see them.</summary>
    public IReadOnlyList<PolicyPicture>? Policies { get; init; }

    public IReadOnlyList<QueuePicture> Queues { get; init; } = [];

    public IReadOnlyList<string> Exchanges { get; init; } = [];

    public IReadOnlyList<BindingPicture> Bindings { get; init; } = [];

    /// <summary>Whether it is on this machine, where nobody listens in.</summary>
    public bool IsLoopback =>
        Host is "localhost" || (System.Net.IPAddress.TryParse(Host, out var address) && System.Net.IPAddress.IsLoopback(address));

    /// <summary>The queue of this name; null when there is none.</summary>
    public QueuePicture? Queue(string name) => Queues.FirstOrDefault(queue => queue.Name == name);

    /// <summary>Whether something is bound to an exchange.</summary>
    public bool IsBound(string exchange) => Bindings.Any(binding => binding.Source == exchange);
}
