using Streaming.Integration.Tests.Workers;
using Streaming.LoadTests.Faults.Reporting;
using Streaming.LoadTests.Faults.Scenarios;
using Xunit;

namespace Streaming.LoadTests.Tests.Faults;

public sealed class ReliabilityDocumentTests
{
    private static readonly string Docs = Path.Combine(Checkout.Root, "docs");

    private static readonly ReliabilityFigures Figures =
        ReliabilityFigures.Read(Path.Combine(Docs, "reliability.json"));

    [Fact]
    public void The_page_says_what_the_figures_say()
    {
        var page = File.ReadAllText(Path.Combine(Docs, "reliability.md"));

        Assert.Equal(ReliabilityDocument.Fill(page, Figures), page);
        foreach (var name in (string[])["verdict", "faults", "costs", "not-run", "soak"])
        {
            Assert.Contains($"<!-- figures: {name} -->", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_scenario_was_played_or_the_page_says_why_not()
    {
        var names = Figures.Faults.Select(one => one.Name).Concat(Figures.NotRun.Select(one => one.Name));

        Assert.Equal(FaultScenarios.All.Select(one => one.Name).Order(), names.Order());
        Assert.All(Figures.Faults, one => Assert.Equal(
            FaultScenarios.All.Single(scenario => scenario.Name == one.Name).What, one.What));
    }

    [Fact]
    public void Every_account_adds_up() => Assert.All(Figures.Faults, one => Assert.Equal(
        one.Account.Sent,
        one.Account.Classified + one.Account.Rejected + one.Account.SetAside + one.Account.Waiting
            + one.Account.Removed + one.Account.Lost));
}
