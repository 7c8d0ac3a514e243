namespace Streaming.Telescope.Simulating;

/// <summary>What <c>telescope simulate --json</c> writes at its end.</summary>
/// <param name="File">The file that was written.</param>
/// <param name="Observations">How many observations are in it.</param>
/// <param name="Photometric">How many of them have no redshift.</param>
/// <param name="MissingBands">How many of them lack a band.</param>
/// <param name="Faulty">How many of them are spoiled.</param>
/// <param name="Classes">How many are truly of each class.</param>
internal sealed record NightSummary(
    string File,
    int Observations,
    int Photometric,
    int MissingBands,
    int Faulty,
    IReadOnlyDictionary<string, int> Classes);
