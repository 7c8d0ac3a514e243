namespace Streaming.Telescope.Reading;

/// <summary>The columns of a table of observations that mean something to us.</summary>
internal enum CsvColumn
{
    ObservationId,
    ObservedAt,

    /// <summary>Modified Julian Date, days since 1858-11-17 00:00 UTC: when a survey took the spectrum.</summary>
    Mjd,
    Alpha,
    Delta,
    U,
    G,
    R,
    I,
    Z,
    Redshift,
    VisitId,
}
