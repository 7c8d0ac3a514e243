using System.CommandLine;
using Streaming.Telescope.Broker;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Errors;

/// <summary>The options that all of <c>telescope errors</c> take.</summary>
internal sealed class ErrorOptions
{
    private const string All = "all";

    private readonly Option<string> _queue = BoundedOption.Of(
        "--queue", "Look through this queue only", [All, .. SetAside.Queues]);

    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Only messages whose reason contains this text, in any case of letters",
        HelpName = "TEXT",
    };

    private readonly Option<string[]> _ids = new("--id")
    {
        Description = "Only the message of this id; may be given several times",
        HelpName = "ID",
    };

    private readonly Option<long> _limit = BoundedOption.Of("--limit", "No more messages than this", 1, long.MaxValue);
    private readonly Option<DateTimeOffset?> _since;
    private readonly Option<DateTimeOffset?> _until;
    private readonly BrokerOption _broker;

    public ErrorOptions(Command command, TimeProvider time)
    {
        _since = TimeOption.Of("--since", "Only messages set aside at this time or later", time);
        _until = TimeOption.Of("--until", "Only messages set aside before this time", time);
        foreach (var option in (Option[])[_queue, _reason, _since, _until, _ids, _limit]) command.Options.Add(option);
        _broker = new BrokerOption(command, BrokerConnection.DefaultAddress);
    }

    public Uri Broker(ParseResult parsed) => _broker.Read(parsed)!;

    public ErrorSelection Read(ParseResult parsed) => new()
    {
        Queues = parsed.GetValue(_queue) is All or null ? SetAside.Queues : [parsed.GetValue(_queue)!],
        Reason = parsed.GetValue(_reason),
        Since = parsed.GetValue(_since),
        Until = parsed.GetValue(_until),
        Ids = (parsed.GetValue(_ids) ?? []).ToHashSet(),
        Limit = parsed.GetResult(_limit) is null ? long.MaxValue : parsed.GetValue(_limit),
    };
}
