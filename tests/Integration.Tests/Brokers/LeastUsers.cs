using System.Text.Json.Nodes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Integration.Tests.Brokers;

/// <summary>
/// The users of deploy/rabbitmq/users.json on a virtual host that has the parts of deploy/rabbitmq/definitions.json, and
/// nothing but what these files give.
/// </summary>
internal sealed class LeastUsers : IAsyncDisposable
{
    private readonly VirtualHost _host;
    private readonly Dictionary<string, Uri> _addresses = [];

    private LeastUsers(VirtualHost host) => _host = host;

    /// <summary>The names of the users, as the file has them.</summary>
    public IReadOnlyCollection<string> Names => _addresses.Keys;

    public static async Task<LeastUsers> CreateAsync(VirtualHost host, CancellationToken cancellationToken)
    {
        var users = new LeastUsers(host);
        await host.ImportAsync(Read("definitions.json"), cancellationToken);
        foreach (var entry in Read("users.json")["permissions"]!.AsArray())
        {
            var name = entry!["user"]!.GetValue<string>();
            users._addresses[name] = await host.AddUserAsync(
                name, name == "monitor" ? "monitoring" : "", entry, cancellationToken);
        }

        return users;
    }

    /// <summary>The broker's address for a user.</summary>
    public Uri Address(string name) => _addresses[name];

    public async ValueTask DisposeAsync()
    {
        foreach (var address in _addresses.Values)
        {
            await _host.RemoveUserAsync(address.UserInfo.Split(':')[0]);
        }
    }

    private static JsonNode Read(string file) => JsonNode.Parse(
        File.ReadAllText(Path.Combine(Checkout.Root, "deploy", "rabbitmq", file)))!;
}
