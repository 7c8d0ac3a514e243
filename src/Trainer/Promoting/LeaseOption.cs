using System.CommandLine;

namespace Streaming.Trainer.Promoting;

/// <summary><c>--wait</c>: how long another process may keep the store.</summary>
internal sealed class LeaseOption
{
    /// <summary>Longer than any change but the measuring of a large hold-out takes.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    private readonly Option<double> _option = BoundedOption.Of(
        "--wait", "Seconds to wait while another process changes the store", DefaultWait.TotalSeconds, 0, 86_400);

    public LeaseOption(Command command) => command.Options.Add(_option);

    public TimeSpan Read(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(_option));
}
