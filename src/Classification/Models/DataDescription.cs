namespace Streaming.Classification.Models;

/// <summary>What a model was trained and tested on.</summary>
/// <param name="File">Name of the file, without its folder; of several, and <c>labels</c>, joined by commas.</param>
/// <param name="Sha256">
/// SHA-256 of the file, lower-case hexadecimal; of several, and of the labels' contents, joined by commas.
/// </param>
/// <param name="Rows">Rows of all that could be used.</param>
/// <param name="Dropped">Rows left out, by reason.</param>
/// <param name="TrainingRows">Training rows by class.</param>
/// <param name="HoldOutRows">Hold-out rows by class.</param>
internal sealed record DataDescription(
    string File,
    string Sha256,
    int Rows,
    IReadOnlyDictionary<string, int> Dropped,
    IReadOnlyDictionary<string, int> TrainingRows,
    IReadOnlyDictionary<string, int> HoldOutRows)
{
    /// <summary>The received labels among the rows; null when only files were read.</summary>
    public LabelsDescription? Labels { get; init; }

    /// <summary>
    /// What the bands of the files held, a kind of photometry each. Null in packages from before it was written down.
    /// </summary>
    public IReadOnlyList<PhotometryDescription>? Photometry { get; init; }
}
