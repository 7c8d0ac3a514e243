using System.Globalization;
using System.Text.Json.Nodes;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>The Prometheus that is installed here, configured as in <c>deploy/prometheus</c>, on a free port.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private Prometheus(IReadOnlyDictionary<string, string> targets)
    {
        var configuration = File.ReadAllText(Rules.Configuration)
            .Replace("rules/*.yml", Path.Combine(Rules.Folder, "rules", "*.yml"), StringComparison.Ordinal)
            .Replace(": 15s", ": 1s", StringComparison.Ordinal);
        foreach (var (deployed, here) in targets)
        {
            configuration = configuration.Replace($"[{deployed}]", $"[{here}]", StringComparison.Ordinal);
        }

        File.WriteAllText(_folder.Combine("prometheus.yml"), configuration);
        var address = $"127.0.0.1:{FreePorts.Find(1)[0]}";
        _http = new HttpClient { BaseAddress = new Uri($"http://{address}/") };
        _process = ChildProcess.Start(
            "prometheus",
            [
                $"--config.file={_folder.Combine("prometheus.yml")}",
                $"--storage.tsdb.path={_folder.Combine("data")}",
                $"--web.listen-address={address}",
            ],
            new Dictionary<string, string?>());
    }

    /// <summary>Starts one; returns when it answers.</summary>
    /// <param name="targets">For each target of the configuration, the one that takes its place.</param>
    public static async Task<Prometheus> StartAsync(IReadOnlyDictionary<string, string> targets)
    {
        var prometheus = new Prometheus(targets);
        await Patience.UntilAsync(
            prometheus.IsReadyAsync, "Prometheus to be ready", () => prometheus._process.Errors);
        return prometheus;
    }

    /// <summary>Whether an expression had a value, a number that is one, at any second since the start.</summary>
    public async Task<bool> AnswersAsync(string expression)
    {
        var answer = await GetAsync($"query_range?query={Uri.EscapeDataString(expression)}&{Times()}&step=1");
        return answer["result"]!.AsArray()
            .SelectMany(series => series!["values"]!.AsArray())
            .Any(sample => $"{sample![1]}" is not ("NaN" or "+Inf" or "-Inf"));
    }

    /// <summary>Whether there was a series that a selector finds.</summary>
    public async Task<bool> HasAsync(string selector) =>
        (await GetAsync($"series?match[]={Uri.EscapeDataString(selector)}&{Times()}")).AsArray().Count > 0;

    /// <summary>The values that a label of a metric has had.</summary>
    public async Task<IReadOnlyList<string>> ValuesAsync(string label, string metric) =>
    [
        .. (await GetAsync($"label/{label}/values?match[]={metric}&{Times()}")).AsArray().Select(value => $"{value}"),
    ];

    /// <summary>The names of the rules whose evaluation failed.</summary>
    public async Task<IReadOnlyList<string>> UnhealthyRulesAsync() =>
    [
        .. (await GetAsync("rules"))["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray())
            .Where(rule => $"{rule!["health"]}" != "ok")
            .Select(rule => $"{rule!["name"]}"),
    ];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private string Times()
    {
        var (start, end) = (_start.ToUnixTimeSeconds(), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return string.Create(CultureInfo.InvariantCulture, $"start={start}&end={end}");
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await _http.GetAsync($"api/v1/{path}", Patience.Token());
        var body = await answer.Content.ReadAsStringAsync(Patience.Token());
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(body)!["data"]!
            : throw new InvalidOperationException($"{path}: {body}");
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _http.GetAsync("-/ready", Patience.Token());
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            return false;
        }
    }
}
