namespace Streaming.Trainer.Downloading;

/// <summary>
/// What can be downloaded beside the model magnitudes, which u g r i z are (PhotoObjAll and WISE_allsky in
/// skyserver.sdss.org/dr17/MoreTools/browser). A text from the command line becomes a column of this list or an error,
/// so nothing else ever stands in a query.
/// <para>
/// <c>psfMag</c> takes the object for a point, <c>cModelMag</c> fits a galaxy's profile: the difference is near 0 for
/// stars and quasars. <c>petroMag</c> is the light within an aperture as wide as the galaxy, <c>fiberMag</c> within 3
/// arcseconds, as a spectrograph saw it. All are asinh magnitudes, close to AB, with errors in magnitudes;
/// <c>extinction</c> is what dust of the Milky Way takes of them, in magnitudes, and has not been put back.
/// <c>w1mpro</c> to <c>w4mpro</c> are WISE's magnitudes at 3.4, 4.6, 12 and 22 micrometres, in the Vega system. What
/// was not measured is -9999 in PhotoObj and 9999 in WISE_allsky, and stays so in the file.
/// </para>
/// </summary>
internal static class SurveyColumns
{
    /// <summary>All there are, in the order in which a file has them.</summary>
    public static IReadOnlyList<ColumnGroup> Groups { get; } =
    [
        ColumnGroup.OfBands("psf", "psfMag"),
        ColumnGroup.OfBands("cmodel", "cModelMag"),
        ColumnGroup.OfBands("petro", "petroMag"),
        ColumnGroup.OfBands("fiber", "fiberMag"),
        ColumnGroup.OfBands("extinction", "extinction"),
        ColumnGroup.OfBands("errors", "psfMagErr", "cModelMagErr", "petroMagErr", "fiberMagErr", "modelMagErr"),
        new("wise", "w[1234]mpro or w[1234]", [.. Enumerable.Range(1, 4).Select(Infrared)]),
    ];

    /// <summary>Finds what is asked for, each once, in the order of <see cref="Groups"/>.</summary>
    /// <param name="text">Names of columns and groups in any order and case, joined by commas; may be empty.</param>
    /// <exception cref="FailureException">There is no such column; the message is one line.</exception>
    public static IReadOnlyList<SurveyColumn> Find(string text)
    {
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var known = Groups.SelectMany(group => group.Columns.Select(column => (group, column))).ToList();
        var unknown = Array.Find(names, name => !known.Exists(one => IsCalled(one, name)));
        return unknown is null
            ? [.. known.Where(one => Array.Exists(names, name => IsCalled(one, name))).Select(one => one.column)]
            : throw new FailureException($"'{unknown}' is not one of {string.Join(", ", Groups)}");
    }

    private static bool IsCalled((ColumnGroup Group, SurveyColumn Column) one, string name) =>
        one.Group.IsCalled(name) || one.Column.IsCalled(name);

    private static SurveyColumn Infrared(int filter) => new(
        FormattableString.Invariant($"w{filter}mpro"),
        SkyServerQuery.Infrared,
        FormattableString.Invariant($"w{filter}"));
}
