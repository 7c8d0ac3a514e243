using System.Globalization;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Downloading;

/// <summary>
/// The questions to SkyServer (T-SQL; tables SpecObj and PhotoObj, skyserver.sdss.org/dr17/MoreTools/browser). Of every
/// object with a sound spectrum: its magnitudes, class and redshift.
/// <para>
/// Spectra are numbered by plate, and a plate is a place on the sky, so the first N would all lie together. Therefore
/// the survey is cut into slices of a little more than N rows, by a remainder that scatters plates and fibres, and read
/// slice by slice: mostly one is enough. Pages follow the key: what OFFSET skips has to be computed every time.
/// </para>
/// </summary>
internal static class SkyServerQuery
{
    /// <summary>Columns of the answer and of the file.</summary>
    public static readonly string[] Columns =
        ["objid", "ra", "dec", "u", "g", "r", "i", "z", "class", "redshift", "specobjid"];

    private static readonly string Sound = string.Join(
        " AND ",
        [
            "s.sciencePrimary = 1 AND s.zWarning = 0 AND s.class IN ('STAR', 'GALAXY', 'QSO')",
            .. "ugriz".Select(band => FormattableString.Invariant(
                $"p.{band} BETWEEN {ValueRange.Magnitude.Minimum} AND {ValueRange.Magnitude.Maximum}")),
        ]);

    public const string Count =
        "SELECT COUNT(*) AS n FROM SpecObj AS s WHERE s.sciencePrimary = 1 AND s.zWarning = 0 "
        + "AND s.class IN ('STAR', 'GALAXY', 'QSO')";

    /// <summary>Asks for the next rows of a slice. Keys are asked for as text: as numbers they come rounded.</summary>
    public static string Page(Position position, int rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT TOP {rows} CAST(p.objID AS varchar(20)) AS objid, p.ra, p.dec, p.u, p.g, p.r, p.i, p.z, s.class,
        s.z AS redshift, CAST(s.specObjID AS varchar(20)) AS specobjid
        FROM SpecObj AS s JOIN PhotoObj AS p ON p.objID = s.bestObjID
        WHERE s.specObjID > {position.After}
        AND (s.plate * 7919 + s.fiberID * 104729) % {Position.Remainders} BETWEEN {position.First} AND {position.Last}
        AND {Sound}
        ORDER BY s.specObjID
        """).ReplaceLineEndings(" ");
}
