using System.CommandLine;
using System.Security.Authentication;

namespace Streaming.Worker.Health;

/// <summary>
/// <c>health</c>: asks a running worker whether it is ready; for containers, whose images have no curl.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create(Screen screen)
    {
        var url = new Option<Uri>("--url")
        {
            Description = "Address of the worker's readiness",
            HelpName = "URL",
            DefaultValueFactory = _ => new Uri("http://localhost:8080/health/ready"),
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https"))
                {
                    return url;
                }

                result.AddError($"--url: '{text}' is not an address of http or https");
                return null;
            },
        };
        var command = new DocumentedCommand(
            "health",
            "Asks a running worker whether it is ready; exit code 0 or 1",
            """
            worker health
            worker health --url http://localhost:8080/health/live
            """) { url };
        command.SetAction((parsed, cancellationToken) => AskAsync(parsed.GetValue(url)!, screen, cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(Uri url, Screen screen, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(url, cancellationToken);
            screen.Raw(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? ExitCode.Success : ExitCode.Failure;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or NotSupportedException)
        {
            throw new FailureException(fault.InnerException is AuthenticationException refused
                ? $"{url}: its certificate is not trusted; SSL_CERT_FILE names the authorities that are: {refused.Message}"
                : $"no answer from {url}: {fault.Message}");
        }
    }
}
