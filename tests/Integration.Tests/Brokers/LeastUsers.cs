using System.Text.Json.Nodes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Integration.Tests.Brokers;

/// <summary>
/// The users of deploy/rabbitmq/users.json on a virtual host that has the parts of deploy/rabbitmq/definitions.json, and
/// nothing but what these files give.
/// </summary>
internal sealed class LeastUsers
{
    private readonly Dictionary<string, Uri> _addresses = [];

    /// <summary>The names of the users, as the file has them.</summary>
    public IReadOnlyCollection<string> Names => _addresses.Keys;

    public static async Task<LeastUsers> CreateAsync(VirtualHost host, CancellationToken cancellationToken)
    {
        var users = new LeastUsers();
        await host.ImportAsync(Read("definitions.json"), cancellationToken);
        foreach (var entry in JsonNode.Parse(Read("users.json"))!["permissions"]!.AsArray())
        {
            var name = entry!["user"]!.GetValue<string>();
            users._addresses[name] = await host.AddUserAsync(
                name == "monitor" ? "monitoring" : "",
                entry["configure"]!.GetValue<string>(),
                entry["write"]!.GetValue<string>(),
                entry["read"]!.GetValue<string>(),
                cancellationToken);
        }

        return users;
    }

    /// <summary>The broker's address for a user.</summary>
    public Uri Address(string name) => _addresses[name];

    private static string Read(string file) =>
        File.ReadAllText(Path.Combine(Checkout.Root, "deploy", "rabbitmq", file));
}
