using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>What dashboards and rules ask has an answer in a Prometheus that scrapes the real programs.</summary>
public sealed class LiveQueryTests(SmallModelFixture models)
{
    [Fact]
    public async Task Every_query_of_dashboards_and_rules_has_data_and_one_of_a_metric_that_does_not_exist_fails()
    {
        await using var stream = await MonitoredStream.RunAsync(models.Model);
        var check = new QueryCheck(stream.Prometheus);
        var queries = Dashboard.All().SelectMany(dashboard => dashboard.Queries()).ToList();
        var records = Rules.Records().Select(rule => new Query(rule.Record!, rule.Expr));
        var alerts = Rules.Alerts().Select(rule => new Query(rule.Alert!, rule.Expr)).ToList();
        Assert.True(queries.Count > 60, $"only {queries.Count} queries were found in the dashboards");

        var faults = new List<string>();
        await Patience.UntilAsync(
            async () =>
            {
                faults = await FaultsAsync(queries.Concat(records), check.FaultAsync);
                faults.AddRange(await FaultsAsync(alerts, check.FaultOfSelectorsAsync));
                return faults.Count == 0;
            },
            "every query to have data",
            () => string.Join('\n', faults));
        Assert.Empty(await stream.Prometheus.UnhealthyRulesAsync());

        Assert.Equal(
            "no series streaming_nonsense_total{a=\"b\"}: made up: sum(rate(streaming_nonsense_total{a=\"b\"}[1m]))",
            await check.FaultAsync(new Query("made up", "sum(rate(streaming_nonsense_total{a=\"b\"}[1m]))")));
        Assert.StartsWith(
            "no series streaming_visits_total{instance=\"nowhere\"}",
            await check.FaultOfSelectorsAsync(new Query("made up", "streaming_visits_total{instance=\"nowhere\"} > 0")),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "no value: ",
            await check.FaultAsync(new Query("made up", "streaming_visits_total < 0")),
            StringComparison.Ordinal);
    }

    private static async Task<List<string>> FaultsAsync(
        IEnumerable<Query> queries, Func<Query, Task<string?>> faultAsync)
    {
        var faults = new List<string>();
        foreach (var query in queries)
        {
            if (await faultAsync(query) is { } fault)
            {
                faults.Add(fault);
            }
        }

        return faults;
    }
}
