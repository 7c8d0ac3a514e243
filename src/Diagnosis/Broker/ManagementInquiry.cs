using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Streaming.Diagnosis.Queues;

namespace Streaming.Diagnosis.Broker;

/// <summary>Asks the broker's management interface. What the user may not see stays unknown.</summary>
internal sealed class ManagementInquiry : IDisposable
{
    private readonly HttpClient _http;
    private readonly BrokerAddress _broker;
    private readonly TimeProvider _time;

    /// <param name="management">Where it is.</param>
    /// <param name="broker">Who asks, and of which virtual host.</param>
    /// <param name="patience">How long to wait for each answer.</param>
    /// <param name="time">The clock to compare its own with.</param>
    public ManagementInquiry(Uri management, BrokerAddress broker, TimeSpan patience, TimeProvider time)
    {
        (_broker, _time) = (broker, time);
        // The password goes where it was sent, and nowhere else.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = broker.Tls })
        {
            BaseAddress = new Uri(management.AbsoluteUri.TrimEnd('/') + '/'),
            Timeout = patience,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{broker.User}:{broker.Password}")));
    }

    /// <summary>Adds what it tells.</summary>
    /// <param name="picture">What is known already.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<BrokerPicture> AskAsync(BrokerPicture picture, CancellationToken cancellation)
    {
        try
        {
            return await DetailsAsync(await OverviewAsync(picture, cancellation), cancellation);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or NotSupportedException
            || (fault is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return picture with
            {
                ManagementFault = fault is TaskCanceledException
                    ? FormattableString.Invariant($"nothing within {_http.Timeout.TotalSeconds:0.#} s")
                    : fault.Message,
            };
        }
    }

    /// <summary>The bindings of the virtual host; null when the user may not see them.</summary>
    /// <exception cref="HttpRequestException">No answer that can be used.</exception>
    public async Task<IReadOnlyList<BindingPicture>?> BindingsAsync(CancellationToken cancellation)
    {
        var found = await GetAsync(
            $"bindings/{Uri.EscapeDataString(_broker.VirtualHost)}?columns=source,destination,destination_type",
            ManagementJson.Default.BindingAnswerArray,
            cancellation);
        return found?.Select(one => one.ToPicture()).ToList();
    }

    public void Dispose() => _http.Dispose();

    private async Task<BrokerPicture> DetailsAsync(BrokerPicture picture, CancellationToken cancellation)
    {
        var host = Uri.EscapeDataString(_broker.VirtualHost);
        var policies = GetAsync($"policies/{host}", ManagementJson.Default.PolicyAnswerArray, cancellation);
        var bounds = GetAsync($"operator-policies/{host}", ManagementJson.Default.PolicyAnswerArray, cancellation);
        var nodes = GetAsync("nodes", ManagementJson.Default.NodeAnswerArray, cancellation);
        var exchanges = GetAsync($"exchanges/{host}?columns=name", ManagementJson.Default.NamedAnswerArray, cancellation);
        var bindings = BindingsAsync(cancellation);
        var permissions = GetAsync(
            $"permissions/{host}/{Uri.EscapeDataString(_broker.User)}",
            ManagementJson.Default.PermissionPicture,
            cancellation);
        var queues = GetAsync(
            $"queues/{host}?columns=name,type,durable,arguments,effective_policy_definition,leader,members,online,"
            + "consumers,messages",
            ManagementJson.Default.QueueAnswerArray,
            cancellation);
        await Task.WhenAll(policies, bounds, nodes, exchanges, bindings, permissions, queues);
        var found = await PoliciesAsync(policies, bounds);
        return picture with
        {
            Nodes = (await nodes)?.Select(one => one.ToPicture()).ToList(),
            Exchanges = [.. (await exchanges ?? []).Select(one => one.Name)],
            Bindings = await bindings ?? [],
            Permissions = await permissions,
            Policies = found,
            Queues = [.. (await queues ?? []).Select(one => one.ToPicture(found))],
        };
    }

    private async Task<BrokerPicture> OverviewAsync(BrokerPicture picture, CancellationToken cancellation)
    {
        var asked = _time.GetUtcNow();
        using var answer = await _http.GetAsync(
            "api/overview?columns=rabbitmq_version,erlang_version", cancellation);
        var ahead = Clock.Ahead(answer.Headers.Date, asked, _time.GetUtcNow());
        answer.EnsureSuccessStatusCode();
        var overview = await answer.Content.ReadFromJsonAsync(ManagementJson.Default.OverviewAnswer, cancellation);
        return picture with
        {
            Version = picture.Version ?? overview?.RabbitmqVersion,
            Erlang = overview?.ErlangVersion,
            ClockAhead = ahead,
        };
    }

    private static async Task<IReadOnlyList<PolicyPicture>?> PoliciesAsync(
        Task<PolicyAnswer[]?> policies, Task<PolicyAnswer[]?> bounds)
    {
        var (set, bounding) = (await policies, await bounds);
        return set is null || bounding is null
            ? null
            : [.. set.Select(one => one.ToPicture(false)), .. bounding.Select(one => one.ToPicture(true))];
    }

    /// <summary>What the user may not see, and what is not there, is null.</summary>
    private async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        using var answer = await _http.GetAsync($"api/{path}", cancellation);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync(type, cancellation);
    }
}
