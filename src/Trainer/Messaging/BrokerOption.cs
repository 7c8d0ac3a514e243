using System.CommandLine;

namespace Streaming.Trainer.Messaging;

/// <summary><c>--broker</c>: where RabbitMQ is.</summary>
internal sealed class BrokerOption
{
    public const string Setting = "ConnectionStrings__RabbitMq";

    private readonly Option<string?> _option = new("--broker")
    {
        Description = $"Address of RabbitMQ, amqp:// or amqps:// [default: the setting {Setting}, else none]",
        HelpName = "URI",
    };

    public BrokerOption(Command command) => command.Options.Add(_option);

    /// <returns>The address, or null when none is given.</returns>
    /// <exception cref="TrainerException">It is not an address of a broker.</exception>
    public Uri? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_option) is { } given)
        {
            return Parse("--broker", given);
        }

        var configured = Environment.GetEnvironmentVariable(Setting);
        return string.IsNullOrWhiteSpace(configured) ? null : Parse(Setting, configured);
    }

    // The address may hold a password: it is not repeated.
    private static Uri Parse(string setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "amqp" or "amqps", Host.Length: > 0 }
            ? address
            : throw new TrainerException(
                $"{setting} is not an address of a broker, such as amqp://user:password@host:5672/vhost");
}
