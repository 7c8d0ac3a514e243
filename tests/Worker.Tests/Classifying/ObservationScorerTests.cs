using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Xunit;

namespace Streaming.Worker.Tests.Classifying;

public sealed class ObservationScorerTests
{
    private static readonly ClassificationOptions MostlyStars = new()
    {
        Priors =
        {
            ["wide-field"] = new ClassShares { Star = 0.98, Galaxy = 0.01, Qso = 0.01 },
            ["deep"] = new ClassShares { Star = 0.01, Galaxy = 0.01, Qso = 0.98 },
        },
    };

    [Fact]
    public void The_shares_of_its_source_are_applied_to_each_observation_and_to_no_other()
    {
        ObservationReceived[] batch =
        [
            Of("wide-field"), Of("deep"), Of("apache-point"), Of(null), Of("Wide-Field"),
        ];
        var plain = SmallModel.Scorer().Score(SmallModel.Snapshot, batch);

        var adjusted = SmallModel.Scorer(MostlyStars).Score(SmallModel.Snapshot, batch);

        Assert.Equal(["wide-field", "deep", null, null, null], adjusted.Select(one => one!.Priors));
        Assert.True(adjusted[0]!.Probabilities.Star > plain[0]!.Probabilities.Star);
        Assert.True(adjusted[1]!.Probabilities.Qso > plain[1]!.Probabilities.Qso);
        Assert.Equal(
            new ClassPriors("wide-field", 0.98, 0.01, 0.01).Applied(plain[0]!).Probabilities,
            adjusted[0]!.Probabilities);
        Assert.All(Enumerable.Range(2, 3), i => Assert.Equal(plain[i]!.Probabilities, adjusted[i]!.Probabilities));
        Assert.Equal(plain.Select(one => one!.Candidates), adjusted.Select(one => one!.Candidates));
    }

    [Fact]
    public void What_cannot_be_answered_stays_unanswered_with_shares_too()
    {
        ObservationReceived[] batch = [Of("wide-field") with { G = null }, Of("wide-field")];

        var answers = SmallModel.Scorer(MostlyStars).Score(SmallModel.Snapshot, batch);

        Assert.Null(answers[0]);
        Assert.NotNull(answers[1]);
    }

    [Fact]
    public void A_model_that_does_not_know_its_trained_shares_is_not_adjusted()
    {
        ObservationReceived[] batch = [Bodies.Good() with { Source = "wide-field" }];

        var answer = SmallModel.Scorer(MostlyStars).Score(SmallModel.Former, batch)[0]!;

        Assert.Null(answer.Priors);
        Assert.Equal(SmallModel.Scorer().Score(SmallModel.Former, batch)[0]!.Probabilities, answer.Probabilities);
    }

    private static ObservationReceived Of(string? source) => Bodies.Photometric() with { Source = source };
}
