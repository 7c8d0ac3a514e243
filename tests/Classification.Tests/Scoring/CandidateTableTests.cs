using Streaming.Classification.Models;
using Streaming.Classification.Scoring;

namespace Streaming.Classification.Tests.Scoring;

public sealed class CandidateTableTests
{
    private static readonly CandidateTable Table = new(
        new CoverageLevel(
            0.95, new Dictionary<string, double> { ["STAR"] = 0.25, ["GALAXY"] = 0.5, ["QSO"] = 0.875 }),
        ["STAR", "GALAXY", "QSO"]);

    [Theory]
    [InlineData(0.9f, 0.05f, 0.05f, "STAR")]
    [InlineData(0.25f, 0.625f, 0.125f, "GALAXY QSO")]
    [InlineData(0.05f, 0.05f, 0.9f, "QSO")]
    [InlineData(0.45f, 0.45f, 0.1f, "")]
    [InlineData(0.75f, 0.5f, 0.125f, "STAR GALAXY QSO")]
    public void A_class_is_a_candidate_when_its_doubt_does_not_exceed_its_quantile(
        float star, float galaxy, float qso, string classes)
    {
        var candidates = Table.Of([star, galaxy, qso]);

        Assert.Equal(0.95, candidates.Coverage);
        Assert.Equal(classes, string.Join(' ', candidates.Classes));
    }

    [Fact]
    public void The_quantile_itself_is_not_exceeded()
    {
        Assert.Equal(["STAR"], Table.Of([0.75f, 0.2f, 0.05f]).Classes);
        Assert.Empty(Table.Of([float.BitDecrement(0.75f), 0.2f, 0.05f]).Classes);
    }

    [Fact]
    public void The_quantiles_are_found_by_the_names_of_the_classes_in_any_order()
    {
        var turned = new CandidateTable(
            new CoverageLevel(
                0.9, new Dictionary<string, double> { ["QSO"] = 0.875, ["STAR"] = 0.25, ["GALAXY"] = 0.5 }),
            ["QSO", "STAR", "GALAXY"]);

        Assert.Equal(0.9, turned.Level);
        Assert.Equal(["QSO", "GALAXY"], turned.Of([0.125f, 0.25f, 0.625f]).Classes);
    }

    [Fact]
    public void A_class_without_a_quantile_is_refused()
    {
        var fault = Assert.Throws<ModelException>(() => new CandidateTable(
            new CoverageLevel(0.99, new Dictionary<string, double> { ["STAR"] = 0.25 }), ["STAR", "GALAXY"]));

        Assert.Equal("class GALAXY has no quantile at coverage 0.99", fault.Message);
    }
}
