using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Streaming.Documentation.Tests.Pages;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Documentation.Tests.Commands;

/// <summary>
/// The commands of a page as one script of bash, with this test's broker and ports in the place of the usual ones.
/// </summary>
internal sealed partial class PageScript
{
    private const string UsualBroker = "amqp://guest:guest@localhost:5672/";
    private const string Running = "dotnet run -c Release";
    private const string UsualManagement = "http://localhost:15672";

    private readonly IReadOnlyList<int> _ports = FreePorts.Find(10);
    private readonly VirtualHost _broker;

    public PageScript(VirtualHost broker) => _broker = broker;

    /// <summary>Where a worker listens that is told nothing.</summary>
    public string WorkerUrl => $"http://localhost:{Port(8080)}";

    public string WorkerPort => Port(8080);

    /// <param name="page">The page.</param>
    /// <param name="logs">Folder for the output of what runs in the background.</param>
    public string Of(Page page, string logs)
    {
        var script = new StringBuilder(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Commands", "page.sh")));
        foreach (var step in page.Steps())
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"\nat {page.Path}:{step.Line}\n");
            var log = Path.Combine(logs, step.Line.ToString(CultureInfo.InvariantCulture));
            script.Append(step switch
            {
                Run run => $"{line}{Here(run.Commands)}\n",
                RunInBackground run =>
                    $$"""
                    {{line}}{
                    {{Here(run.Commands)}}
                    } > {{log}} 2>&1 &
                    background $! {{log}} '{{Here(run.Ready)}}' '{{run.Until}}'

                    """,
                EndBackground => $"{line}end_background\n",
                _ => "",
            });
        }

        return script.ToString();
    }

    private string Here(string commands)
    {
        var here = commands.Replace(UsualBroker, _broker.Address.AbsoluteUri, StringComparison.Ordinal);
        if (here.Contains(UsualManagement, StringComparison.Ordinal))
        {
            here = here
                .Replace(
                    UsualManagement, _broker.Management.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                .Replace("guest:guest", Uri.UnescapeDataString(_broker.Address.UserInfo), StringComparison.Ordinal)
                .Replace("/%2F/", $"{_broker.Address.AbsolutePath}/", StringComparison.OrdinalIgnoreCase);
        }

        here = WorkerAddress().Replace(
            here, match => $"localhost:{Port(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))}");
        // The programs were built once for all pages.
        return here.Replace(Running, $"{Running} --no-build", StringComparison.Ordinal);
    }

    private string Port(int usual) => _ports[usual - 8080].ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"localhost:(808\d)\b")]
    private static partial Regex WorkerAddress();
}
