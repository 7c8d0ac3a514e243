using System.CommandLine;

namespace Streaming.Worker.Health;

/// <summary>
/// <c>health</c>: asks a running worker whether it is ready; for containers, whose images have no curl.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "Address of the worker's readiness",
            DefaultValueFactory = _ => new Uri("http://localhost:8080/health/ready"),
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https"))
                {
                    return url;
                }

                result.AddError($"--url is {text}, expected is an address of http or https");
                return null;
            },
        };
        var command = new Command("health", "Asks a running worker whether it is ready; exit code 0 or 1") { url };
        command.SetAction((parsed, cancellationToken) => AskAsync(parsed.GetValue(url)!, cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(Uri url, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(url, cancellationToken);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or NotSupportedException)
        {
            throw new SettingException($"no answer from {url}: {fault.Message}");
        }
    }
}
