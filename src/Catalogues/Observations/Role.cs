namespace Streaming.Catalogues.Observations;

/// <summary>What a column can be to an observation. A measurement's role is its name.</summary>
internal static class Role
{
    public const string ObservationId = "observationId";
    public const string ObservedAt = "observedAt";

    /// <summary>Modified Julian Date, days since 1858-11-17 00:00 UTC.</summary>
    public const string Mjd = "mjd";
    public const string VisitId = "visitId";
    public const string Source = "source";
    public const string Alpha = "alpha";
    public const string Delta = "delta";
    public const string Redshift = "redshift";
    public const string Class = "class";

    /// <summary>Reddening by the Galaxy, E(B-V), magnitudes.</summary>
    public const string Reddening = "ebv";

    /// <summary>The bands, from ultraviolet to infrared.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["u", "g", "r", "i", "z"];

    /// <summary>Numbers that every observation has a place for: no measurement is called like them.</summary>
    public static IReadOnlyList<string> Numbers { get; } = [Alpha, Delta, .. Bands, Redshift];

    /// <summary>The names by which any survey's table may call them, beside those of its profile.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Names { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            [ObservationId] = ["observation_id"],
            [ObservedAt] = ["observed_at"],
            [Mjd] = ["mjd"],
            [VisitId] = ["visit_id"],
            [Source] = ["source"],
            // VizieR's are RAJ2000, RA_ICRS and their like.
            [Alpha] = ["alpha", "ra", "raj2000", "ra_icrs"],
            [Delta] = ["delta", "dec", "dej2000", "decj2000", "de_icrs"],
            [Redshift] = ["redshift", "spec_z"],
            [Class] = ["class", "label"],
            [Reddening] = ["ebv"],
        };

    /// <summary>The role of a band's extinction, magnitudes.</summary>
    public static string Extinction(string band) => $"extinction_{band}";
}
