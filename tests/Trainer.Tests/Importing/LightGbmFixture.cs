using System.Globalization;
using Streaming.Classification.Observations;
using Streaming.Simulation;

namespace Streaming.Trainer.Tests.Importing;

/// <summary>A simulated night as LightGBM in Python would get it, and models trained on it.</summary>
internal static class LightGbmFixture
{
    public const string Multiclass = "objective=multiclass num_class=3";

    public static readonly string[] Names = ["alpha", "delta", "u", "g", "r", "i", "z", "redshift"];

    private static readonly string[] Classes = ["GALAXY", "STAR", "QSO"];

    private static readonly List<SimulatedObservation> Night =
        [.. new SimulatedNight(new NightOptions { Seed = 14 }).Observe(3000)];

    private static readonly float[] Labels = [.. Night.Select(one => (float)Array.IndexOf(Classes, one.Class))];

    /// <summary>Rows of features in double precision; only half are trained on.</summary>
    public static IReadOnlyList<double[]> Rows { get; } =
        [.. Night.Select(one => Values(Observation.From(one.Observation)))];

    public static NativeLightGbm Train(string settings, int rounds = 20) =>
        NativeLightGbm.Train([.. Rows.Take(1500)], Labels[..1500], Names, settings, rounds);

    public static Observation Observed(double[] n) => new(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);

    /// <summary>A canary file of rows with LightGBM's probabilities.</summary>
    public static string Canary(NativeLightGbm model, IReadOnlyList<double[]> rows) => string.Join('\n',
    [
        "ra,dec,u,g,r,i,z,redshift,p_galaxy,p_star,p_qso",
        .. rows.Zip(model.Predict(rows), (row, said) =>
            string.Join(',', row.Concat(said).Select(value => value.ToString("R", CultureInfo.InvariantCulture)))),
    ]);

    private static double[] Values(Observation o) => [o.Alpha, o.Delta, o.U, o.G, o.R, o.I, o.Z, o.Redshift];
}
