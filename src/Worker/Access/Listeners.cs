using Microsoft.Extensions.Options;

namespace Streaming.Worker.Access;

/// <summary>
/// The addresses that the worker listens on. A part that has an address of its own is told by its port, and by nothing
/// that a client sends.
/// </summary>
internal sealed class Listeners
{
    private readonly Dictionary<Surface, int> _ports = [];
    private readonly HashSet<int> _own = [];

    /// <exception cref="OptionsValidationException">A setting cannot be used.</exception>
    /// <exception cref="FailureException">The addresses do not go together.</exception>
    /// <exception cref="FormatException">The main address is none.</exception>
    public Listeners(IConfiguration configuration)
    {
        var options = configuration.GetSection(HttpOptions.SectionName).Get<HttpOptions>() ?? new HttpOptions();
        var checkedOptions = new HttpOptionsValidator().Validate(name: null, options);
        if (checkedOptions.Failed)
        {
            throw new OptionsValidationException(
                HttpOptions.SectionName, typeof(HttpOptions), checkedOptions.Failures);
        }

        var urls = MainUrls(configuration);
        var mainPorts = urls.Select(url => BindingAddress.Parse(url).Port).ToHashSet();
        foreach (var surface in Enum.GetValues<Surface>())
        {
            if (options.AddressOf(surface) is not { } address)
            {
                continue;
            }

            if (mainPorts.Contains(address.Port) || configuration.GetSection("Kestrel:Endpoints").Exists())
            {
                throw new FailureException(
                    $"{HttpOptions.SectionName}__{surface} is {options.Of(surface)}: it needs a port that the main "
                    + $"address, {string.Join(';', urls)}, has not, and ASPNETCORE_URLS in place of Kestrel__Endpoints");
            }

            _ports[surface] = address.Port;
            _own.Add(address.Port);
            urls.Add(options.Of(surface));
        }

        Urls = [.. urls.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>All of them.</summary>
    public string[] Urls { get; }

    /// <summary>Whether a part is served on a port. Null stands for what is no part.</summary>
    public bool Serves(Surface? surface, int port) =>
        surface is { } part && _ports.TryGetValue(part, out var own) ? port == own : !_own.Contains(port);

    // In the host's own order.
    private static List<string> MainUrls(IConfiguration configuration)
    {
        if (configuration["urls"] is { Length: > 0 } urls)
        {
            return Split(urls);
        }

        List<string> byPorts =
        [
            .. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"),
            .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}"),
        ];
        return byPorts.Count > 0 ? byPorts : [WorkerApplication.DefaultUrl];

        static List<string> Split(string? list) =>
            [.. (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
