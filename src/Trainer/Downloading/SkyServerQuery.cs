using System.Globalization;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Downloading;

/// <summary>
/// The questions to SkyServer (T-SQL; tables SpecObj and PhotoObj, skyserver.sdss.org/dr17/MoreTools/browser). Of every
/// object with a sound spectrum: its magnitudes, class and redshift, and the further columns that were asked for.
/// <para>
/// Spectra are numbered by plate, and a plate is a place on the sky, so the first N would all lie together. Therefore
/// the survey is cut into slices of a little more than N rows, by a remainder that scatters plates and fibres, and read
/// slice by slice: mostly one is enough. Pages follow the key: what OFFSET skips has to be computed every time.
/// </para>
/// </summary>
internal sealed class SkyServerQuery
{
    /// <summary>What the table PhotoObj is called here.</summary>
    public const string Photometry = "p";

    /// <summary>What the table WISE_allsky is called here.</summary>
    public const string Infrared = "w";

    public const string Count =
        "SELECT COUNT(*) AS n FROM SpecObj AS s WHERE s.sciencePrimary = 1 AND s.zWarning = 0 "
        + "AND s.class IN ('STAR', 'GALAXY', 'QSO')";

    // WISE_xmatch has every source within reach of an object, so a plain join would give some objects twice: the
    // nearest is taken. What has none stays in. The service lets a second SELECT pass only right after a bracket.
    private const string InfraredJoin =
        " OUTER APPLY (SELECT TOP 1 x.wise_cntr FROM WISE_xmatch AS x WHERE x.sdss_objid = p.objID "
        + "ORDER BY x.match_dist, x.wise_cntr) AS m LEFT JOIN WISE_allsky AS w ON w.cntr = m.wise_cntr";

    private static readonly string Sound = string.Join(
        " AND ",
        [
            "s.sciencePrimary = 1 AND s.zWarning = 0 AND s.class IN ('STAR', 'GALAXY', 'QSO')",
            .. "ugriz".Select(band => FormattableString.Invariant(
                $"p.{band} BETWEEN {ValueRange.Magnitude.Minimum} AND {ValueRange.Magnitude.Maximum}")),
        ]);

    private readonly int _rows;
    private readonly string _further;
    private readonly string _join;

    public SkyServerQuery(DownloadSettings settings)
    {
        var further = SurveyColumns.Find(settings.Columns);
        _rows = settings.PageRows;
        _further = string.Concat(further.Select(column => $", {column.Table}.{column.Name}"));
        _join = further.Any(column => column.Table == Infrared) ? InfraredJoin : "";
        Columns = [.. UsualColumns, .. further.Select(column => column.Name)];
    }

    /// <summary>Columns of every answer and file; further ones follow them.</summary>
    public static IReadOnlyList<string> UsualColumns { get; } =
        ["objid", "ra", "dec", "u", "g", "r", "i", "z", "class", "redshift", "specobjid"];

    /// <summary>Columns of the answer and of the file.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Asks for the next rows of a slice. Keys are asked for as text: as numbers they come rounded.</summary>
    public string Page(Position position) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT TOP {_rows} CAST(p.objID AS varchar(20)) AS objid, p.ra, p.dec, p.u, p.g, p.r, p.i, p.z, s.class,
        s.z AS redshift, CAST(s.specObjID AS varchar(20)) AS specobjid{_further}
        FROM SpecObj AS s JOIN PhotoObj AS p ON p.objID = s.bestObjID{_join}
        WHERE s.specObjID > {position.After}
        AND (s.plate * 7919 + s.fiberID * 104729) % {Position.Remainders} BETWEEN {position.First} AND {position.Last}
        AND {Sound}
        ORDER BY s.specObjID
        """).ReplaceLineEndings(" ");
}
