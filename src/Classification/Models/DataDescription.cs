namespace Streaming.Classification.Models;

/// <summary>What a model was trained and tested on.</summary>
/// <param name="File">Name of the file, without its folder; of several, joined by commas.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal; of several, joined by commas.</param>
/// <param name="Rows">Rows of the file that could be used.</param>
/// <param name="Dropped">Rows left out, by reason.</param>
/// <param name="TrainingRows">Training rows by class.</param>
/// <param name="HoldOutRows">Hold-out rows by class.</param>
internal sealed record DataDescription(
    string File,
    string Sha256,
    int Rows,
    IReadOnlyDictionary<string, int> Dropped,
    IReadOnlyDictionary<string, int> TrainingRows,
    IReadOnlyDictionary<string, int> HoldOutRows);
