using System.CommandLine;

namespace Streaming.Trainer.Promoting;

/// <summary><c>--by</c> and <c>--why</c>: what the history says of a change.</summary>
internal sealed class DeciderOptions
{
    private readonly Option<string> _by = new("--by")
    {
        Description = "Who decides, for the store's history",
        HelpName = "NAME",
        DefaultValueFactory = _ => Decider.ThisUser,
    };

    private readonly Option<string?> _why = new("--why")
    {
        Description = "The reason, for the store's history",
        HelpName = "TEXT",
    };

    public DeciderOptions(Command command)
    {
        command.Options.Add(_by);
        command.Options.Add(_why);
    }

    /// <summary>Whether a reason was given.</summary>
    public bool HasReason(System.CommandLine.Parsing.CommandResult result) =>
        !string.IsNullOrWhiteSpace(result.GetValue(_why));

    public Decider Read(ParseResult parsed) => new(parsed.GetRequiredValue(_by), parsed.GetValue(_why));
}
