using System.Text.RegularExpressions;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>Asks a Prometheus what a dashboard would ask, and names what has no answer.</summary>
internal sealed class QueryCheck(Prometheus prometheus)
{
    /// <summary>What is wrong with a query: a metric that does not exist, or no value; null when it is well.</summary>
    public async Task<string?> FaultAsync(Query query)
    {
        var expression = await FillInAsync(query.Expression);
        return await FaultOfSelectorsAsync(query with { Expression = expression })
            ?? (await prometheus.AnswersAsync(expression) ? null : $"no value: {query}");
    }

    /// <summary>The same for an alert, which has no value unless it fires: only what it looks at must exist.</summary>
    public async Task<string?> FaultOfSelectorsAsync(Query query)
    {
        foreach (var selector in Selector.In(query.Expression))
        {
            if (!await prometheus.HasAsync(selector))
            {
                return $"no series {selector}: {query}";
            }
        }

        return null;
    }

    // As Grafana does for "All".
    private async Task<string> FillInAsync(string expression)
    {
        var instances = (await prometheus.ValuesAsync("instance", "streaming_consuming"))
            .Select(instance => Regex.Escape(instance).Replace(@"\", @"\\", StringComparison.Ordinal));
        return expression
            .Replace("$instance", string.Join('|', instances), StringComparison.Ordinal)
            .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
            .Replace("$__range", "5m", StringComparison.Ordinal);
    }
}
