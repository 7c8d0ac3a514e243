using System.CommandLine;

namespace Streaming.Telescope.Broker;

/// <summary>Where the broker is: the option, else the environment, else this machine.</summary>
internal static class BrokerAddress
{
    /// <summary>The same setting as the worker's connection string.</summary>
    public const string Variable = "ConnectionStrings__RabbitMq";

    /// <summary>Where a broker listens that was started without any settings.</summary>
    public const string Default = "amqp://guest:guest@localhost:5672/";

    public static Option<string?> Option() => new("--broker")
    {
        Description = $"Address of RabbitMQ, amqp:// or amqps://. Else ${Variable}, else {Default}",
        HelpName = "URI",
    };

    /// <summary>The address to use.</summary>
    /// <exception cref="WrongUsageException">It is not an address of a broker.</exception>
    public static Uri Resolve(string? option, string? variable)
    {
        if (option is not null) return Parse("--broker", option);
        return string.IsNullOrWhiteSpace(variable) ? new Uri(Default) : Parse(Variable, variable);
    }

    // The address may hold a password: it is not repeated.
    private static Uri Parse(string setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "amqp" or "amqps", Host.Length: > 0 }
            ? address
            : throw new WrongUsageException(
                $"{setting} is not an address of a broker, such as amqp://user:password@host:5672/vhost.");
}
