using Microsoft.Extensions.Options;
using Streaming.Diagnosis.Broker;

namespace Streaming.Worker.Diagnosing;

/// <summary>Where the broker is asked what it is like.</summary>
internal sealed class BrokerOptions
{
    public const string SectionName = "RabbitMq";

    /// <summary>The word for not asking.</summary>
    public const string Nowhere = "none";

    /// <summary>
    /// Address of the broker's management interface, without user and password: those of the broker are used. Empty for
    /// port 15672 of the broker's host, with TLS 15671; none for not asking it. Default empty.
    /// </summary>
    public string Management { get; set; } = "";

    /// <summary>The address; null when nobody is to be asked.</summary>
    public Uri? AddressOf(BrokerAddress broker) => Management switch
    {
        Nowhere => null,
        "" => broker.Management,
        _ => new Uri(Management),
    };
}

/// <summary>Checks the address. The value may hold a password: it is not repeated.</summary>
internal sealed class BrokerOptionsValidator : IValidateOptions<BrokerOptions>
{
    public ValidateOptionsResult Validate(string? name, BrokerOptions options) =>
        options.Management is "" or BrokerOptions.Nowhere
            || (Uri.TryCreate(options.Management, UriKind.Absolute, out var url)
                && url is { Scheme: "http" or "https", UserInfo: "" })
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{BrokerOptions.SectionName}__Management is no address such as http://host:15672 without user and password, "
                + $"and not {BrokerOptions.Nowhere}");
}
