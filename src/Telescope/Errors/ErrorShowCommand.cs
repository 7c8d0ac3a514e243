using System.CommandLine;
using System.Text.Json;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Errors;

/// <summary><c>telescope errors show</c>: one message, whole.</summary>
internal static class ErrorShowCommand
{
    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var id = new Argument<string>("id") { Description = "Its id, as telescope errors list --messages shows it" };
        var json = new Option<bool>("--json")
        {
            Description = "Write it as one line of JSON, with the whole body in base64",
        };
        var command = new DocumentedCommand("show", """
            Show a message: why and when it was set aside, its headers and its body, indented where it is JSON and as bytes
            where it is not. A long body is cut; --json has all of it. It stays where it is.
            """,
            """
            telescope errors show 695f0f72-93be-5ac0-abe4-e99e08920aad
            telescope errors show 0f1e2d3c4b5a --json | jq -r .body | base64 -d
            """) { id, json };
        var options = new ErrorOptions(command, time);
        command.SetAction(async (parsed, cancellation) =>
        {
            var selection = options.Read(parsed) with
            {
                Ids = new HashSet<string> { parsed.GetValue(id)! },
                Limit = 1,
            };
            var scan = new ErrorScan(selection, time.GetUtcNow());
            SetAside? found = null;
            await using var broker = await KeptBroker.OpenAsync(
                options.Broker(parsed), "errors show", time, cancellation);
            await scan.RunAsync(screen, "Looking", broker, Take, cancellation);
            var detail = ErrorDetail.Of(found!);
            screen.Raw(parsed.GetValue(json)
                ? JsonSerializer.Serialize(detail, TelescopeJson.Default.ErrorDetail)
                : ErrorText.Of(detail));
            scan.Warn(screen, broker);
            return ExitCode.Success;

            Task Take(KeptQueue queue, IReadOnlyList<SetAside> messages)
            {
                found = messages[0];
                return Task.CompletedTask;
            }
        });
        return command;
    }
}
