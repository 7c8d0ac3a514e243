using Streaming.Worker.Classifying;
using Xunit;

namespace Streaming.Worker.Tests.Classifying;

public sealed class ClassificationOptionsTests
{
    private static readonly ClassificationOptionsValidator Validator = new();

    [Fact]
    public void The_defaults_are_valid() =>
        Assert.True(Validator.Validate(null, new ClassificationOptions()).Succeeded);

    [Theory]
    [InlineData(0.9, true)]
    [InlineData(0.95, true)]
    [InlineData(0.99, true)]
    [InlineData(0.8, false)]
    [InlineData(95, false)]
    [InlineData(double.NaN, false)]
    public void The_coverage_is_one_of_three(double coverage, bool allowed) =>
        Assert.Equal(allowed, Validator.Validate(null, new ClassificationOptions { Coverage = coverage }).Succeeded);

    [Fact]
    public void A_wrong_coverage_is_named_with_what_is_allowed() => Assert.Equal(
        "Classification__Coverage is 0.8, allowed are 0.9, 0.95 and 0.99",
        Validator.Validate(null, new ClassificationOptions { Coverage = 0.8 }).FailureMessage);

    [Theory]
    [InlineData(0.7, 0.25, 0.05, true)]
    [InlineData(0.7, 0.2505, 0.05, true)]
    [InlineData(0.3333, 0.3333, 0.3333, true)]
    [InlineData(0.7, 0.25, 0.1, false)]
    [InlineData(0.7, 0.3, 0, false)]
    [InlineData(1.1, -0.2, 0.1, false)]
    [InlineData(double.NaN, 0.5, 0.5, false)]
    [InlineData(70, 25, 5, false)]
    public void Shares_are_above_0_and_together_1(double star, double galaxy, double qso, bool allowed) => Assert.Equal(
        allowed, Validator.Validate(null, With("rubin", star, galaxy, qso)).Succeeded);

    [Fact]
    public void Wrong_shares_are_named_with_their_source_and_what_is_expected() => Assert.Equal(
        "Classification__Priors__rubin has STAR 0.7, GALAXY 0.25 and QSO 0, expected are three shares above 0 that are "
        + "together 1",
        Validator.Validate(null, With("rubin", 0.7, 0.25, 0)).FailureMessage);

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var options = With("rubin", 0.7, 0.25, 0);
        options.Coverage = 1;
        options.Priors["sdss"] = new ClassShares();

        Assert.Equal(3, Validator.Validate(null, options).Failures!.Count());
    }

    private static ClassificationOptions With(string source, double star, double galaxy, double qso) => new()
    {
        Priors = { [source] = new ClassShares { Star = star, Galaxy = galaxy, Qso = qso } },
    };
}
