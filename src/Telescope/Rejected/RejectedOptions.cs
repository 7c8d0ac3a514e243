using System.CommandLine;
using System.CommandLine.Parsing;
using Streaming.Contracts;
using Streaming.Telescope.Broker;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary>The options that all of <c>telescope rejected</c> but <c>keep</c> take.</summary>
internal sealed class RejectedOptions
{
    private static readonly string[] Codes =
    [
        RejectionCode.Sentinel, RejectionCode.Missing, RejectionCode.WrongType, RejectionCode.NotFinite,
        RejectionCode.OutOfRange, RejectionCode.NotATime, RejectionCode.TooFewBands, RejectionCode.InputsNotSupported,
        RejectionCode.EmptyBody, RejectionCode.NotUnpacked, RejectionCode.NotJson, RejectionCode.NotAnObservation,
    ];

    private readonly Option<string?> _file = new("--file")
    {
        Description = "Read rejections from this file, as telescope watch --json or rejected export wrote it, instead of "
            + $"the queue {RejectionsTopology.Queue}",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Only rejections with a reason of this code; sentinel also takes a survey's mark for not measured "
            + "that was rejected for something else; may be given several times",
        HelpName = "CODE",
        CustomParser = Read,
    };

    private readonly Option<string?> _field = new("--field")
    {
        Description = "Only rejections with a reason that names this field",
        HelpName = "NAME",
    };

    private readonly Option<string?> _source = new("--source")
    {
        Description = "Only rejections of this source",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _ids = new("--id")
    {
        Description = "Only the rejection of this observation; may be given several times",
        HelpName = "ID",
    };

    private readonly Option<long> _limit = BoundedOption.Of("--limit", "No more rejections than this", 1, long.MaxValue);
    private readonly Option<DateTimeOffset?> _since;
    private readonly Option<DateTimeOffset?> _until;
    private readonly BrokerOption _broker;

    public RejectedOptions(Command command, TimeProvider time)
    {
        _only.CompletionSources.Add(Codes);
        _since = TimeOption.Of("--since", "Only what was rejected at this time or later", time);
        _until = TimeOption.Of("--until", "Only what was rejected before this time", time);
        foreach (var option in (Option[])[_file, _only, _field, _source, _since, _until, _ids, _limit])
            command.Options.Add(option);
        _broker = new BrokerOption(command, BrokerConnection.DefaultAddress);
    }

    public Uri Broker(ParseResult parsed) => _broker.Read(parsed)!;

    /// <summary>The file to read; null for the queue.</summary>
    public string? File(ParseResult parsed) => parsed.GetValue(_file);

    public RejectedSelection Read(ParseResult parsed) => new()
    {
        Codes = parsed.GetValue(_only) ?? [],
        Field = parsed.GetValue(_field),
        Source = parsed.GetValue(_source),
        Since = parsed.GetValue(_since),
        Until = parsed.GetValue(_until),
        Ids = (parsed.GetValue(_ids) ?? []).ToHashSet(),
        Limit = parsed.GetResult(_limit) is null ? long.MaxValue : parsed.GetValue(_limit),
    };

    private static string[] Read(ArgumentResult result)
    {
        var given = result.Tokens.Select(token => token.Value).ToArray();
        if (given.FirstOrDefault(code => !Codes.Contains(code)) is { } unknown)
            result.AddError($"--only: '{unknown}' is not one of {string.Join(", ", Codes)}");
        return given;
    }
}
