namespace Streaming.Classification.Models;

/// <summary>
/// What the bands of a file held, and how they were read: what a stream should hold that the model answers.
/// </summary>
/// <param name="Survey">
/// The survey whose names the columns have; null where they are plainly called u, g, r, i, z, or the user named them.
/// </param>
/// <param name="Kind">What was measured, in words: <c>model magnitude</c>, <c>PSF flux</c>.</param>
/// <param name="Unit">
/// Unit in the file: <c>mag</c>, which is the AB magnitude, or that of a flux, which was made one.
/// </param>
/// <param name="Columns">The column of each band: <c>u = modelMag_u, g = modelMag_g</c>.</param>
/// <param name="IsDereddened">Whether the magnitudes are corrected for the Galaxy's extinction.</param>
/// <param name="CorrectedBy">
/// The columns they were corrected by; null where they were not, or stood corrected in the file.
/// </param>
/// <param name="Said">What the command line said of columns and classes; null where it said nothing.</param>
internal sealed record PhotometryDescription(
    string? Survey,
    string Kind,
    string Unit,
    string Columns,
    bool IsDereddened,
    string? CorrectedBy,
    string? Said)
{
    /// <summary>The unit of an AB magnitude.</summary>
    public const string Magnitude = "mag";

    /// <summary>In a line: <c>model magnitudes of SDSS, AB, not corrected for extinction</c>.</summary>
    public override string ToString()
    {
        var plural = Kind.EndsWith('x') ? $"{Kind}es" : $"{Kind}s";
        var survey = Survey is null ? "" : $" of {Survey}";
        var by = CorrectedBy is null ? "" : $" by {CorrectedBy}";
        return $"{plural}{survey}, {(Unit == Magnitude ? "AB" : $"{Unit} made AB")}, "
            + $"{(IsDereddened ? "" : "not ")}corrected for extinction{by}";
    }
}
