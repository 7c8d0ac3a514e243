using System.CommandLine;

namespace Streaming.Terminal;

/// <summary><c>--broker</c>: where RabbitMQ is.</summary>
internal sealed class BrokerOption
{
    /// <summary>The setting that it overrides.</summary>
    public const string Setting = "ConnectionStrings__RabbitMq";

    private const string Name = "--broker";
    private readonly string? _fallback;
    private readonly Option<string?> _option;

    /// <param name="command">Takes the option.</param>
    /// <param name="fallback">The address where neither names one; null for none.</param>
    public BrokerOption(Command command, string? fallback = null)
    {
        _fallback = fallback;
        _option = new Option<string?>(Name)
        {
            Description = "Address of RabbitMQ, amqp:// or amqps:// "
                + $"[default: the setting {Setting}, else {fallback ?? "none"}]",
            HelpName = "URI",
        };
        command.Options.Add(_option);
    }

    /// <returns>The address, or null when there is none.</returns>
    /// <exception cref="UsageException">It is not an address of a broker.</exception>
    public Uri? Read(ParseResult parsed) =>
        Resolve(parsed.GetValue(_option), SecretFiles.Read(Setting), _fallback);

    /// <summary>The first of the three that is given.</summary>
    /// <exception cref="UsageException">It is not an address of a broker.</exception>
    public static Uri? Resolve(string? option, string? setting, string? fallback) => (option, setting) switch
    {
        ({ } given, _) => Parse(Name, given),
        (_, { } configured) when !string.IsNullOrWhiteSpace(configured) => Parse(Setting, configured),
        _ => fallback is null ? null : new Uri(fallback),
    };

    // The address may hold a password: it is not repeated.
    private static Uri Parse(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "amqp" or "amqps", Host.Length: > 0 }
            ? address
            : throw new UsageException(
                $"{name} is not an address of a broker, such as amqp://user:password@host:5672/vhost");
}
