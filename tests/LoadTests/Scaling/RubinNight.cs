namespace Streaming.LoadTests.Scaling;

/// <summary>
/// Days of 24 hours with a night of the Vera C. Rubin Observatory in it: some ten million alerts
/// (https://rubinobs.org/explore/how-rubin-works/alerts), one visit every 40 s.
/// </summary>
internal static class RubinNight
{
    public const int OrdinaryBurst = 10_000;

    /// <summary>A visit of the densest fields: what an alert system has to take at most.</summary>
    public const int PeakBurst = 40_000;

    public const int Visits = 1_000;

    /// <summary>Seconds from a visit to the next.</summary>
    public const double Period = 40;

    /// <summary>Seconds from the start of the simulated day to the first visit.</summary>
    public const double Start = 5 * 3_600;

    public const double Middle = Start + (Visits * Period / 2);

    /// <summary>Seconds simulated.</summary>
    public const double Day = 24 * 3_600;

    // Assumed of the publisher and of the broker's queue: a burst comes as fast as a quorum queue takes it.
    private const double PublishRate = 20_000;

    private const int StormBurst = 10 * PeakBurst;
    private const int StormVisits = 90;
    private const int VisitsBeforeTrouble = 450;

    private static readonly ArrivalPattern OrdinaryVisits =
        ArrivalPattern.Even(Start, Period, Visits, OrdinaryBurst, PublishRate);

    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("ordinary night", OrdinaryVisits),
        new("peak bursts all night", ArrivalPattern.Even(Start, Period, Visits, PeakBurst, PublishRate)),
        new("no worker for 30 minutes", OrdinaryVisits)
        {
            Outage = new Outage(Trouble, Trouble + 1_800),
        },
        new("one hour of ten times the peak", OrdinaryVisits with
        {
            Bursts =
            [
                .. OrdinaryVisits.Bursts
                    .Select((burst, i) => IsStorm(i) ? burst with { Count = StormBurst } : burst),
            ],
        }),
    ];

    private static double Trouble => Start + (VisitsBeforeTrouble * Period);

    private static bool IsStorm(int visit) => visit is >= VisitsBeforeTrouble and < VisitsBeforeTrouble + StormVisits;
}
