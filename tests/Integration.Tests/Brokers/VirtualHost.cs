using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace Streaming.Integration.Tests.Brokers;

/// <summary>A virtual host of its own on a broker: empty at first, gone with everything in it at the end.</summary>
internal sealed class VirtualHost : IAsyncDisposable
{
    private readonly HttpClient _management;
    private readonly string _name;
    private readonly List<string> _users = [];

    private VirtualHost(HttpClient management, Uri broker, string name)
    {
        _management = management;
        _name = name;
        Address = new Uri(broker, name);
    }

    public Uri Address { get; }

    public string Name => _name;

    /// <summary>The management plug-in of its broker.</summary>
    public Uri Management => _management.BaseAddress!;

    public static async Task<VirtualHost> CreateAsync(IBroker broker, CancellationToken cancellationToken)
    {
        var credentials = Uri.UnescapeDataString(broker.Address.UserInfo);
        var management = new HttpClient { BaseAddress = broker.Management };
        management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        var host = new VirtualHost(management, broker.Address, $"test-{Guid.NewGuid():N}");
        try
        {
            await host.PutAsync($"api/vhosts/{host._name}", new { }, cancellationToken);
            await host.PutAsync(
                $"api/permissions/{host._name}/{credentials.Split(':')[0]}",
                new { configure = ".*", write = ".*", read = ".*" },
                cancellationToken);
            return host;
        }
        catch (HttpRequestException fault)
        {
            throw new InvalidOperationException(
                $"Every test needs a virtual host of its own, but the management plug-in at {broker.Management} does "
                + $"not create one ({fault.Message}). Its address can be set with {GivenRabbitMq.ManagementVariable}.",
                fault);
        }
    }

    public Task<IConnection> ConnectAsync(CancellationToken cancellationToken) =>
        new ConnectionFactory
        {
            Uri = Address,
            NetworkRecoveryInterval = TimeSpan.FromMilliseconds(500),
            // The client can miss a loss in the middle of a write (ADR 3); by this it learns of it in time for a test.
            RequestedHeartbeat = TimeSpan.FromSeconds(5),
        }.CreateConnectionAsync("tests", cancellationToken);

    /// <summary>How many queues are bound to an exchange now; 0 when there is no such exchange.</summary>
    public async Task<int> BindingsAsync(string exchange, CancellationToken cancellationToken)
    {
        using var answer = await _management.GetAsync(
            $"api/exchanges/{_name}/{Uri.EscapeDataString(exchange)}/bindings/source", cancellationToken);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement[]>(cancellationToken))!.Length
            : 0;
    }

    /// <summary>Messages of a queue, ready or unacknowledged, by the broker's latest statistics.</summary>
    public async Task<int> MessagesAsync(string queue, CancellationToken cancellationToken)
    {
        var figures = await StatisticsAsync(queue, cancellationToken);
        // A queue so young that the broker has no statistics of it has no such field.
        return figures.TryGetProperty("messages", out var messages) ? messages.GetInt32() : 0;
    }

    /// <summary>All that the broker's latest statistics say of a queue.</summary>
    public Task<JsonElement> StatisticsAsync(string queue, CancellationToken cancellationToken) =>
        _management.GetFromJsonAsync<JsonElement>(
            $"api/queues/{_name}/{Uri.EscapeDataString(queue)}", cancellationToken);

    /// <summary>Waits until a queue has no messages by the broker's latest statistics, looking at regular times.</summary>
    public async Task EmptyAsync(string queue, TimeSpan every, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(every);
        while (await MessagesAsync(queue, cancellationToken) > 0)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Sets a policy for queues.</summary>
    public Task SetPolicyAsync(
        string name, string pattern, object definition, int priority, CancellationToken cancellationToken) => PutAsync(
        $"api/policies/{_name}/{name}",
        new Dictionary<string, object>
        {
            ["pattern"] = pattern,
            ["apply-to"] = "queues",
            ["priority"] = priority,
            ["definition"] = definition,
        },
        cancellationToken);

    /// <summary>Declares what a definitions file has for the virtual host <c>/</c>.</summary>
    public async Task ImportAsync(string definitions, CancellationToken cancellationToken)
    {
        var read = JsonNode.Parse(definitions)!.AsObject();
        read.Remove("vhosts");
        foreach (var one in read.SelectMany(kind => kind.Value!.AsArray()))
        {
            one!.AsObject().Remove("vhost");
        }

        using var answer = await _management.PostAsJsonAsync($"api/definitions/{_name}", read, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Makes a user who may do what these patterns allow here, and nothing elsewhere; it goes with this host.</summary>
    /// <returns>The broker's address for the user.</returns>
    public async Task<Uri> AddUserAsync(
        string tags, string configure, string write, string read, CancellationToken cancellationToken)
    {
        // Users are the broker's, not the virtual host's.
        var (user, password) = ($"user-{Guid.NewGuid():N}", Guid.NewGuid().ToString("N"));
        _users.Add(user);
        await PutAsync($"api/users/{user}", new { password, tags }, cancellationToken);
        await PutAsync($"api/permissions/{_name}/{user}", new { configure, write, read }, cancellationToken);
        return new UriBuilder(Address) { UserName = user, Password = password }.Uri;
    }

    public async ValueTask DisposeAsync()
    {
        // A broker that is down has nothing to clean up: it is one that a test took down.
        try
        {
            await _management.DeleteAsync($"api/vhosts/{_name}");
            foreach (var user in _users)
            {
                await _management.DeleteAsync($"api/users/{user}");
            }
        }
        catch (HttpRequestException)
        {
        }

        _management.Dispose();
    }

    private async Task PutAsync(string path, object content, CancellationToken cancellationToken)
    {
        using var answer = await _management.PutAsJsonAsync(path, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
