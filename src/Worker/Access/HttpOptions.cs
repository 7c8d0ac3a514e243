using Microsoft.Extensions.Options;

namespace Streaming.Worker.Access;

/// <summary>Where the parts of the HTTP interface are, and how much of it anybody may take.</summary>
internal sealed class HttpOptions
{
    public const string SectionName = "Http";

    /// <summary>What a part is set to that is not to be served.</summary>
    public const string Off = "off";

    /// <summary>
    /// Where <c>/predict</c> is: empty, with all the rest (default); an address with a port of its own, such as
    /// <c>http://127.0.0.1:9000</c>; or <c>off</c>.
    /// </summary>
    public string Predict { get; set; } = "";

    /// <summary>Where the sky page is, in the same way.</summary>
    public string Page { get; set; } = "";

    /// <summary>Where <c>/metrics</c> is, in the same way.</summary>
    public string Metrics { get; set; } = "";

    /// <summary>Most connections at once, 1 to 100,000. Default 1,000.</summary>
    public int MaxConnections { get; set; } = 1_000;

    /// <summary>
    /// Most requests a second to <c>/predict</c> and <c>/predict/batch</c>, 0 to 1,000,000. Default 0: no bound.
    /// </summary>
    public int PredictPerSecond { get; set; }

    /// <summary>Where a part is, as set.</summary>
    public string Of(Surface surface) => surface switch
    {
        Surface.Predict => Predict,
        Surface.Page => Page,
        _ => Metrics,
    };

    /// <summary>Whether a part is served anywhere.</summary>
    public bool Serves(Surface surface) => !string.Equals(Of(surface), Off, StringComparison.OrdinalIgnoreCase);

    /// <summary>The address of its own that a part has; null for none.</summary>
    /// <exception cref="FormatException">It is not an address.</exception>
    public BindingAddress? AddressOf(Surface surface) =>
        Of(surface) is { Length: > 0 } value && Serves(surface) ? BindingAddress.Parse(value) : null;
}

/// <summary>Checks the ranges and the addresses, each by itself.</summary>
internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    private const int MostConnections = 100_000;
    private const int MostPerSecond = 1_000_000;

    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        foreach (var surface in Enum.GetValues<Surface>().Where(surface => !IsAddress(options, surface)))
        {
            faults.AddError(
                $"{HttpOptions.SectionName}__{surface} is '{options.Of(surface)}', allowed are an address such as "
                + $"http://127.0.0.1:9464 with a port from 1 to 65535, {HttpOptions.Off}, or nothing");
        }

        Check(nameof(options.MaxConnections), options.MaxConnections, 1, MostConnections);
        Check(nameof(options.PredictPerSecond), options.PredictPerSecond, 0, MostPerSecond);
        return faults.Build();

        void Check(string property, int value, int minimum, int maximum)
        {
            if (value < minimum || value > maximum)
            {
                faults.AddError(
                    $"{HttpOptions.SectionName}__{property} is {value}, allowed are {minimum} to {maximum}");
            }
        }
    }

    private static bool IsAddress(HttpOptions options, Surface surface)
    {
        try
        {
            return options.AddressOf(surface) is null
                or { Scheme: "http" or "https", Port: > 0 and <= ushort.MaxValue, PathBase.Length: 0 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
