using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Classification.Tests.Scoring;

public sealed class ClassPriorsTests(TestModel model) : IClassFixture<TestModel>, IDisposable
{
    private readonly TemporaryStore _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Each_probability_is_multiplied_by_prior_over_trained_share_and_normalised()
    {
        // Trained with 20 % stars, 60 % galaxies, 20 % quasars; the stream has 70 %, 25 %, 5 %:
        // 0.3 · 0.7/0.2 = 1.05, 0.6 · 0.25/0.6 = 0.25, 0.1 · 0.05/0.2 = 0.025; together 1.325.
        var trained = new Dictionary<string, double> { ["STAR"] = 0.2, ["GALAXY"] = 0.6, ["QSO"] = 0.2 };
        var prediction = Prediction(trained) with
        {
            Class = ObjectClass.Galaxy,
            Confidence = 0.6,
            Probabilities = new ClassProbabilities { Star = 0.3, Galaxy = 0.6, Qso = 0.1 },
        };

        var adjusted = new ClassPriors("wide-field", 0.7, 0.25, 0.05).Applied(prediction);

        Assert.Equal(
            new ClassProbabilities { Star = 0.7924528, Galaxy = 0.1886792, Qso = 0.0188679 },
            adjusted.Probabilities);
        Assert.Equal((ObjectClass.Star, 0.7924528), (adjusted.Class, adjusted.Confidence));
        Assert.Equal("wide-field", adjusted.Priors);
    }

    [Theory]
    [InlineData(0.98, 0.01, 0.01, "STAR")]
    [InlineData(0.01, 0.98, 0.01, "GALAXY")]
    [InlineData(0.01, 0.01, 0.98, "QSO")]
    public void The_class_is_the_most_probable_one_by_them(double star, double galaxy, double qso, string name)
    {
        var trained = new Dictionary<string, double> { ["STAR"] = 0.3, ["GALAXY"] = 0.4, ["QSO"] = 0.3 };
        var even = Prediction(trained) with
        {
            Probabilities = new ClassProbabilities { Star = 0.3, Galaxy = 0.4, Qso = 0.3 },
        };

        var adjusted = new ClassPriors("any", star, galaxy, qso).Applied(even);

        Assert.Equal((name, 0.98), (adjusted.Class, adjusted.Confidence));
    }

    [Fact]
    public void Equal_shares_change_no_probability()
    {
        var trained = new Dictionary<string, double> { ["STAR"] = 0.25, ["GALAXY"] = 0.5, ["QSO"] = 0.25 };
        var prediction = Prediction(trained);

        var adjusted = new ClassPriors("same", 0.25, 0.5, 0.25).Applied(prediction);

        Assert.Equal(prediction.Class, adjusted.Class);
        Assert.Equal(prediction.Probabilities.Star, adjusted.Probabilities.Star, 1e-6);
        Assert.Equal(prediction.Probabilities.Galaxy, adjusted.Probabilities.Galaxy, 1e-6);
        Assert.Equal(prediction.Probabilities.Qso, adjusted.Probabilities.Qso, 1e-6);
    }

    [Fact]
    public void Candidates_and_novelty_stay()
    {
        var prediction = Prediction(new Dictionary<string, double> { ["STAR"] = 0.2, ["GALAXY"] = 0.6, ["QSO"] = 0.2 });

        var adjusted = new ClassPriors("wide-field", 0.98, 0.01, 0.01).Applied(prediction);

        Assert.NotNull(prediction.Candidates);
        Assert.NotNull(prediction.Novelty);
        Assert.Same(prediction.Candidates, adjusted.Candidates);
        Assert.Equal(prediction.Novelty, adjusted.Novelty);
        Assert.Same(prediction.Ensemble, adjusted.Ensemble);
        Assert.NotEqual(prediction.Probabilities, adjusted.Probabilities);
    }

    [Fact]
    public void Without_known_trained_shares_nothing_changes()
    {
        var prediction = Prediction(trained: null);

        Assert.Same(prediction, new ClassPriors("wide-field", 0.7, 0.25, 0.05).Applied(prediction));
        Assert.Null(prediction.Priors);
    }

    private Prediction Prediction(Dictionary<string, double>? trained)
    {
        _temporary.Store.Add(model.With(one => one with { Shares = trained }), model.Files);
        var snapshot = ModelLoader.Load(_temporary.Store, "test-1");
        Assert.Equal(InputSet.Spectroscopic, snapshot.Ensembles[0].Inputs);
        return snapshot.Score([TestModel.Observations[0]])[0]!;
    }
}
