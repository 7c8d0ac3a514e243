using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Trainer.Tests.Downloading;

/// <summary>
/// A survey whose classes have almost the same bands, so that only what <see cref="SurveyPhotometry"/> adds can tell
/// them apart: its galaxies are wide, its quasars red in the infrared.
/// </summary>
internal static class MadeUpSurvey
{
    // How much redder a class is than the one before it, in every colour. Each scatters by 0.3 mag either way.
    private const double Redder = 0.05;

    private static readonly string[] Classes = [ObjectClass.Galaxy, ObjectClass.Star, ObjectClass.Qso];

    public static IEnumerable<SimulatedObservation> Observe(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var place = random.Next(Classes.Length);
            var r = Rounded(17 + 4 * random.NextDouble());
            yield return new SimulatedObservation(
                new ObservationReceived
                {
                    Alpha = Rounded(360 * random.NextDouble()),
                    Delta = Rounded(60 * random.NextDouble()),
                    U = Rounded(r + Colour(1.8, place)),
                    G = Rounded(r + Colour(0.7, place)),
                    R = r,
                    I = Rounded(r - Colour(0.3, place)),
                    Z = Rounded(r - Colour(0.4, place)),
                    Redshift = Rounded(random.NextDouble()),
                },
                Classes[place]);
        }

        double Colour(double mean, int place) => mean + Redder * place + 0.6 * (random.NextDouble() - 0.5);
    }

    private static double Rounded(double value) => Math.Round(value, 5);
}
