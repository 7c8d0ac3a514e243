namespace Streaming.Integration.Tests.Monitoring;

/// <summary>One test of <c>promtool test rules</c>: which alerts are expected, and when.</summary>
internal sealed record RuleTest
{
    public string Name { get; init; } = "";

    public List<Expectation> AlertRuleTest { get; init; } = [];

    internal sealed record Expectation
    {
        public string Alertname { get; init; } = "";

        public List<object> ExpAlerts { get; init; } = [];
    }
}
