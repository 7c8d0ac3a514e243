using System.Globalization;
using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.Telemetry;

/// <summary>An answer of <c>/metrics</c>, read as Prometheus does.</summary>
internal sealed partial class Scrape
{
    private readonly List<(string Name, string Labels, double Value)> _series;

    private Scrape(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _series =
        [
            .. lines.Where(line => line[0] != '#').Select(line => Series().Match(line)).Select(match => (
                match.Groups["name"].Value,
                match.Groups["labels"].Value,
                double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture))),
        ];
        Families = [.. lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
    }

    /// <summary>The names of its metrics.</summary>
    public IReadOnlyList<string> Families { get; }

    public static async Task<Scrape> OfAsync(HttpClient http) =>
        new(await http.GetStringAsync("/metrics", Patience.Token()));

    /// <summary>Asks until an answer is as it should become, and returns that.</summary>
    public static async Task<Scrape> UntilAsync(HttpClient http, Func<Scrape, bool> condition, string what)
    {
        Scrape? last = null;
        await Patience.UntilAsync(
            async () => condition(last = await OfAsync(http)),
            what,
            () => string.Join('\n', last!._series.Where(one => one.Name.StartsWith("streaming", StringComparison.Ordinal))));
        return last!;
    }

    /// <summary>Sum of the series of a name that have all of these labels.</summary>
    public double Sum(string name, params (string Name, string Value)[] labels) => _series
        .Where(one => one.Name == name)
        .Where(one => labels.All(label => one.Labels.Contains($"{label.Name}=\"{label.Value}\"", StringComparison.Ordinal)))
        .Sum(one => one.Value);

    /// <summary>The values that a label has in the series of a name.</summary>
    public IEnumerable<string> Values(string name, string label) => _series
        .Where(one => one.Name == name)
        .Select(one => Regex.Match(one.Labels, $"{label}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("""^(?<name>\w+)(\{(?<labels>.*)\})? (?<value>\S+)""")]
    private static partial Regex Series();
}
