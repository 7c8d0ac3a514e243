using System.CommandLine;
using System.Text.Json;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Errors;

/// <summary><c>telescope errors list</c>: what was set aside, by queue and reason, or each message.</summary>
internal static class ErrorListCommand
{
    public static DocumentedCommand Create(Screen screen, TimeProvider time)
    {
        var each = new Option<bool>("--messages") { Description = "A line for each message instead of the counts" };
        var json = new Option<bool>("--json") { Description = "Write lines of JSON" };
        var command = new DocumentedCommand("list", """
            Count what was set aside, by queue and reason, with the oldest and the newest time. With --messages a line each:
            id, time (UTC), bytes, how often it was sent again, queue, observation, reason. Every message is taken and
            handed back.
            """,
            """
            telescope errors list
            telescope errors list --messages --reason refused --since 2h
            telescope errors list --json | jq 'select(.messages > 100)'
            """) { each, json };
        var options = new ErrorOptions(command, time);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (isEach, isJson) = (parsed.GetValue(each), parsed.GetValue(json));
            var scan = new ErrorScan(options.Read(parsed), time.GetUtcNow());
            var counts = new ErrorCounts();
            await using var broker = await KeptBroker.OpenAsync(
                options.Broker(parsed), "errors list", time, cancellation);
            await scan.RunAsync(screen, "Looking", broker, Take, cancellation);
            if (!isEach && isJson) counts.Write(screen.Writer);
            else if (!isEach) counts.Show(screen);
            if (!isJson) screen.Raw($"{scan.Chosen:N0} messages; {scan.Seen:N0} looked at");
            scan.Warn(screen, broker);
            return ExitCode.Success;

            Task Take(KeptQueue queue, IReadOnlyList<SetAside> messages)
            {
                if (!isEach) counts.Add(messages);
                foreach (var row in isEach ? messages.Select(ErrorRow.Of) : [])
                    screen.Raw(isJson ? JsonSerializer.Serialize(row, TelescopeJson.Default.ErrorRow) : row.ToString());
                return Task.CompletedTask;
            }
        });
        return command;
    }
}
