using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Streaming.Integration.Tests.Brokers;

namespace Streaming.Integration.Tests.Access;

/// <summary>A user of the broker that exists for one test.</summary>
internal sealed class BrokerUser : IAsyncDisposable
{
    private readonly HttpClient _management;

    private BrokerUser(HttpClient management, string name) => (_management, Name) = (management, name);

    public string Name { get; }

    /// <summary>Makes a user who may do anything in one virtual host, and nothing elsewhere.</summary>
    public static async Task<BrokerUser> CreateAsync(
        VirtualHost host, string password, CancellationToken cancellationToken)
    {
        var management = new HttpClient { BaseAddress = host.Management };
        management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(host.Address.UserInfo))));
        var user = new BrokerUser(management, $"user-{Guid.NewGuid():N}");
        await user.PutAsync($"api/users/{user.Name}", new { password, tags = "" }, cancellationToken);
        await user.PutAsync(
            $"api/permissions/{host.Name}/{user.Name}",
            new { configure = ".*", write = ".*", read = ".*" },
            cancellationToken);
        return user;
    }

    public async ValueTask DisposeAsync()
    {
        using var answer = await _management.DeleteAsync($"api/users/{Name}");
        _management.Dispose();
    }

    private async Task PutAsync(string path, object content, CancellationToken cancellationToken)
    {
        using var answer = await _management.PutAsJsonAsync(path, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
