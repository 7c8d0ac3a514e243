namespace Streaming.Contracts;

/// <summary>The class names as they stand on the wire, in every message and in every model's manifest.</summary>
public static class ObjectClass
{
    /// <summary>A star of the Milky Way.</summary>
    public const string Star = "STAR";

    /// <summary>A galaxy whose light comes from its stars.</summary>
    public const string Galaxy = "GALAXY";

    /// <summary>A quasar (quasi-stellar object): light dominated by an accreting black hole.</summary>
    public const string Qso = "QSO";

    /// <summary>
    /// All three, in the order in which they are listed to people. A model has its own order, in its manifest.
    /// </summary>
    public static IReadOnlyList<string> All { get; } = [Star, Galaxy, Qso];
}
