using System.Globalization;

namespace Streaming.LoadTests;

/// <summary>What the worker serves to Prometheus.</summary>
internal static class MetricsPage
{
    /// <summary>The value of a metric that has one series.</summary>
    /// <exception cref="InvalidDataException">The page does not have it.</exception>
    public static double ValueOf(string metric, string page)
    {
        foreach (var line in page.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(metric, StringComparison.Ordinal) && line[metric.Length..] is ['{' or ' ', ..])
            {
                // A time may follow the value.
                var fields = line[(line.LastIndexOf('}') is var end and >= 0 ? end + 1 : metric.Length)..].Trim();
                var value = fields.IndexOf(' ') is var blank and >= 0 ? fields[..blank] : fields;
                return double.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidDataException($"the worker's metrics have no {metric}");
    }
}
