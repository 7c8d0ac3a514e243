using Streaming.Contracts;

namespace Streaming.Classification.Scoring;

/// <summary>Shares of the classes among the objects of a stream, in place of those of the training data.</summary>
/// <param name="Name">The name under which events tell of them.</param>
/// <param name="Star">Share of the stars, above 0; the three are together 1.</param>
/// <param name="Galaxy">Share of the galaxies, above 0.</param>
/// <param name="Qso">Share of the quasars, above 0.</param>
internal sealed record ClassPriors(string Name, double Star, double Galaxy, double Qso)
{
    private const int Digits = 7;

    /// <summary>
    /// Adjusts a prediction to these shares by Bayes' rule: each probability times prior over trained share, normalised
    /// (Saerens, Latinne, Decaestecker 2002, equation 2.4). Candidates stay: what they promise of each class does not
    /// depend on how frequent the class is. Without known trained shares nothing changes.
    /// </summary>
    public Prediction Applied(Prediction prediction)
    {
        if (prediction.Ensemble.Manifest.Shares is not { } trained)
        {
            return prediction;
        }

        var star = prediction.Probabilities.Star * Star / trained[ObjectClass.Star];
        var galaxy = prediction.Probabilities.Galaxy * Galaxy / trained[ObjectClass.Galaxy];
        var qso = prediction.Probabilities.Qso * Qso / trained[ObjectClass.Qso];
        var sum = star + galaxy + qso;
        var adjusted = new ClassProbabilities
        {
            Star = Math.Round(star / sum, Digits),
            Galaxy = Math.Round(galaxy / sum, Digits),
            Qso = Math.Round(qso / sum, Digits),
        };
        var (name, confidence) = MostProbable(adjusted);
        return prediction with { Class = name, Confidence = confidence, Probabilities = adjusted, Priors = Name };
    }

    private static (string Name, double Confidence) MostProbable(ClassProbabilities all) =>
        all.Star >= all.Galaxy && all.Star >= all.Qso ? (ObjectClass.Star, all.Star)
        : all.Galaxy >= all.Qso ? (ObjectClass.Galaxy, all.Galaxy)
        : (ObjectClass.Qso, all.Qso);
}
