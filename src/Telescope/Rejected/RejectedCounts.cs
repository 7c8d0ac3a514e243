using System.Text.Json;
using Spectre.Console;
using Streaming.Telescope.Errors;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary>Reasons of rejections by code, field and source. A rejection with two reasons counts in both.</summary>
internal sealed class RejectedCounts
{
    // Sources and fields are strangers' texts: without a bound they would fill the memory.
    private const int Most = 1_000;

    private readonly Dictionary<(string Code, string? Field, string? Source), RejectedCount> _counts = [];

    public void Add(Rejection one)
    {
        foreach (var reason in one.Event.Reasons.DistinctBy(reason => (reason.Code, reason.Field)))
        {
            var key = (reason.Code, reason.Field, one.Event.Source);
            if (_counts.Count >= Most && !_counts.ContainsKey(key)) key = ("others", null, null);
            var count = _counts.GetValueOrDefault(key)
                ?? new RejectedCount { Code = key.Code, Field = key.Field, Source = key.Source };
            _counts[key] = count with
            {
                Rejections = count.Rejections + 1,
                Oldest = count.Oldest is null || one.Event.RejectedAt < count.Oldest ? one.Event.RejectedAt : count.Oldest,
                Newest = count.Newest is null || one.Event.RejectedAt > count.Newest ? one.Event.RejectedAt : count.Newest,
            };
        }
    }

    public void Show(Screen screen)
    {
        if (_counts.Count == 0) return;
        var table = NumberTable.Of("code", "field", "source", "rejections", "oldest", "newest");
        table.Columns[1].LeftAligned();
        table.Columns[2].LeftAligned();
        foreach (var count in Ordered())
        {
            table.AddRow(((string[])
            [
                SafeText.Line(count.Code), SafeText.Line(count.Field ?? "-"), SafeText.Line(count.Source ?? "-"),
                $"{count.Rejections:N0}", ErrorCounts.Time(count.Oldest), ErrorCounts.Time(count.Newest),
            ]).Select(cell => new Text(cell)));
        }

        screen.Output.Write(table);
    }

    /// <summary>Writes each as a line of JSON.</summary>
    public void Write(TextWriter output)
    {
        foreach (var count in Ordered())
            output.WriteLine(JsonSerializer.Serialize(count, TelescopeJson.Default.RejectedCount));
    }

    private IEnumerable<RejectedCount> Ordered() => _counts.Values.OrderByDescending(count => count.Rejections);
}

/// <summary>Rejections for one reason.</summary>
internal sealed record RejectedCount
{
    public required string Code { get; init; }

    public string? Field { get; init; }

    public string? Source { get; init; }

    public long Rejections { get; init; }

    /// <summary>When the first was rejected.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>When the last was rejected.</summary>
    public DateTimeOffset? Newest { get; init; }
}
