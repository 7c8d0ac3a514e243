using System.CommandLine;
using System.CommandLine.Parsing;
using Streaming.Classification.Models;
using Streaming.Diagnosis;
using Streaming.Telescope.Broker;
using Streaming.Telescope.Watching;

namespace Streaming.Telescope.Diagnosing;

/// <summary><c>telescope doctor</c>: what is wrong with a system that runs, why it matters, and what mends it.</summary>
internal static class DoctorCommand
{
    /// <summary>Nothing is wrong, but something will be.</summary>
    public const int WarningsExitCode = 3;

    private const string StoreSetting = "ModelStore__Path";

    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var management = new Option<Uri?>("--management")
        {
            Description = "Address of the broker's management interface "
                + "[default: port 15672 of the broker's host, with amqps 15671 by https]",
            HelpName = "URL",
            CustomParser = Http,
        };
        var workers = new Option<Uri[]>("--worker")
        {
            Description = "Address of a worker, for each of them [default: http://localhost:8080 where one answers]",
            HelpName = "URL",
            CustomParser = result => [.. result.Tokens.Select(token => Http(result, token.Value)).OfType<Uri>()],
        };
        var store = new Option<string?>("--store")
        {
            Description = "Model store: a folder, relative to the current one, or s3://BUCKET/PREFIX [default: the setting "
                + $"{StoreSetting}, else '{ModelStoreLocation.DefaultPath}' where the worker looks for it]",
            HelpName = "PATH",
        };
        var grace = new Option<TimeSpan?>("--grace-period")
        {
            Description = "How long a worker is given to stop, from SIGTERM to SIGKILL: 30s, 1m, or a number of seconds; "
                + "in Kubernetes terminationGracePeriodSeconds less preStop [default: not looked at]",
            HelpName = "DURATION",
            CustomParser = Duration.Parse,
        };
        var json = new Option<bool>("--json") { Description = "Write the findings as one JSON document" };
        var command = new DocumentedCommand(
            "doctor",
            """
            Ask broker, queues, workers and model store, and say what is wrong, why it matters and what mends it. It changes
            nothing. Most of what a broker knows of itself only its management interface tells.
            """,
            """
            telescope doctor
            telescope doctor --broker amqp://admin:secret@rabbitmq:5672/ --worker http://worker-1:8080 --worker http://worker-2:8080
            telescope doctor --grace-period 30s --store /app/models
            telescope doctor --json | jq -r '.findings[] | select(.verdict == "wrong") | .remedy'
            """,
            $"{WarningsExitCode}    nothing is wrong, but there are warnings") { management, workers, store, grace, json };
        var broker = new BrokerOption(command, BrokerConnection.DefaultAddress);
        command.SetAction(async (parsed, cancellation) =>
        {
            var given = parsed.GetValue(store) ?? Environment.GetEnvironmentVariable(StoreSetting);
            var path = string.IsNullOrEmpty(given) ? null
                : parsed.GetValue(store) is null ? ModelStoreLocation.Resolve(given)
                : given;
            var picture = await new Gathering(time).AskAsync(
                broker.Read(parsed)!,
                parsed.GetValue(management),
                parsed.GetValue(workers) ?? [],
                path,
                parsed.GetValue(grace),
                cancellation);
            var findings = Checks.Run(picture);
            if (parsed.GetValue(json))
            {
                screen.Raw(DoctorJson.Write(findings));
            }
            else
            {
                new DoctorReport(screen).Write(findings);
            }

            var worst = findings.Max(one => one.Finding.Verdict);
            return worst == Verdict.Wrong ? ExitCode.Failure
                : worst == Verdict.Warning ? WarningsExitCode
                : ExitCode.Success;
        });
        return command;
    }

    private static Uri? Http(ArgumentResult result) => Http(result, result.Tokens[0].Value);

    private static Uri? Http(ArgumentResult result, string text)
    {
        var option = ((OptionResult)result.Parent!).Option.Name;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            result.AddError($"{option}: '{text}' is not an address of http or https");
        }
        else if (url.UserInfo.Length > 0)
        {
            // Addresses are shown; passwords are not, here neither.
            result.AddError($"{option}: an address without user and password is expected; those of --broker are used");
        }
        else
        {
            return url;
        }

        return null;
    }
}
