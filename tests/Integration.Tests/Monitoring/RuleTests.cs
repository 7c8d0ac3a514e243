using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>The alert rules load, do what their unit tests say, and lead to the runbook.</summary>
public sealed partial class RuleTests
{
    [Fact]
    public async Task Promtool_accepts_the_rules_and_the_configuration()
    {
        await PromtoolAsync(["check", "rules", .. Rules.Files]);
        await PromtoolAsync(["check", "config", Rules.Configuration]);
    }

    [Fact]
    public Task Promtool_passes_the_tests_of_the_rules() => PromtoolAsync(["test", "rules", .. Rules.Tests]);

    [Fact]
    public void Every_alert_has_a_test_in_which_it_fires_and_then_clears() => Assert.All(
        Rules.Alerts(),
        rule => Assert.Contains(Rules.UnitTests(), test =>
        {
            var expected = test.AlertRuleTest.Where(one => one.Alertname == rule.Alert).ToList();
            var fires = expected.FindIndex(one => one.ExpAlerts.Count > 0);
            return fires >= 0 && expected.Skip(fires).Any(one => one.ExpAlerts.Count == 0);
        }));

    [Fact]
    public void Every_alert_has_a_test_in_which_it_stays_quiet() => Assert.All(
        Rules.Alerts(),
        rule => Assert.Contains(Rules.UnitTests(), test =>
            test.AlertRuleTest.Find(one => one.Alertname == rule.Alert)?.ExpAlerts.Count == 0));

    [Fact]
    public void Every_alert_says_what_it_is_about_and_leads_to_a_section_of_the_runbook()
    {
        var anchors = Headings()
            .Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "runbook.md")))
            .Select(heading => $"docs/runbook.md#{heading.Groups[1].Value.ToLowerInvariant().Replace(' ', '-')}")
            .ToList();

        Assert.All(Rules.Alerts(), rule =>
        {
            Assert.Contains(rule.Labels["severity"], (string[])["critical", "warning"]);
            Assert.NotEmpty(rule.Annotations["summary"]);
            Assert.NotEmpty(rule.Annotations["description"]);
            Assert.Contains(rule.Annotations["runbook_url"], anchors);
        });
    }

    private static async Task PromtoolAsync(string[] arguments)
    {
        await using var promtool = ChildProcess.Start("promtool", arguments, new Dictionary<string, string?>());
        var code = await promtool.ExitAsync(Patience.Token());
        Assert.True(code == 0, $"{promtool.Output}\n{promtool.Errors}");
    }

    [GeneratedRegex("^##+ ([A-Za-z ]+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Headings();
}
