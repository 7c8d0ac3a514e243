using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Streaming.Telescope.Errors;

/// <summary>Messages by queue and reason.</summary>
internal sealed class ErrorCounts
{
    // Reasons with a number of their own in each would fill the memory.
    private const int MostReasons = 1_000;
    private const string Others = "other reasons";

    private readonly Dictionary<(string Queue, string Reason), ErrorCount> _counts = [];

    public void Add(IEnumerable<SetAside> messages)
    {
        foreach (var one in messages)
        {
            var key = (one.Message.Queue, one.Reason);
            if (_counts.Count >= MostReasons && !_counts.ContainsKey(key)) key.Reason = Others;
            var count = _counts.GetValueOrDefault(key) ?? new ErrorCount { Queue = key.Queue, Reason = key.Reason };
            _counts[key] = count with
            {
                Messages = count.Messages + 1,
                Bytes = count.Bytes + one.Message.Body.Length,
                Oldest = count.Oldest is null || one.Time < count.Oldest ? one.Time : count.Oldest,
                Newest = count.Newest is null || one.Time > count.Newest ? one.Time : count.Newest,
            };
        }
    }

    /// <summary>The counts, the most frequent reason of a queue first.</summary>
    public IEnumerable<ErrorCount> Ordered() =>
        _counts.Values.OrderBy(count => count.Queue, StringComparer.Ordinal).ThenByDescending(count => count.Messages);

    /// <summary>Shows them as a table.</summary>
    public void Show(Screen screen)
    {
        if (_counts.Count == 0) return;
        var table = NumberTable.Of("queue", "messages", "bytes", "oldest", "newest", "reason");
        table.Columns[^1].LeftAligned();
        foreach (var count in Ordered())
        {
            table.AddRow(((string[])
            [
                count.Queue, $"{count.Messages:N0}", $"{count.Bytes:N0}", Time(count.Oldest), Time(count.Newest), count.Reason,
            ]).Select(cell => new Text(cell)));
        }

        screen.Output.Write(table);
    }

    /// <summary>Writes each as a line of JSON.</summary>
    public void Write(TextWriter output)
    {
        foreach (var count in Ordered())
            output.WriteLine(JsonSerializer.Serialize(count, TelescopeJson.Default.ErrorCount));
    }

    /// <summary>A time as the commands show it: UTC, to the second.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "-";
}
