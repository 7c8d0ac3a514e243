using System.Text.Json.Serialization;

namespace Streaming.Classification.Models;

/// <summary>The figures that a challenger was judged by.</summary>
/// <param name="File">Name of the file that the hold-out is of; of several, joined by commas.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal; of several, joined by commas.</param>
/// <param name="Rows">Rows of the hold-out.</param>
/// <param name="Challenger">The challenger's figures by name, for example <c>macroF1</c>.</param>
/// <param name="Champion">The champion's, by the same names; null when there was none.</param>
/// <param name="Differences">Challenger less champion with its interval, by the same names.</param>
internal sealed record ChangeFigures(
    string File,
    string Sha256,
    int Rows,
    IReadOnlyDictionary<string, double> Challenger,
    IReadOnlyDictionary<string, double>? Champion,
    IReadOnlyDictionary<string, FigureDifference> Differences)
{
    /// <summary>
    /// The input set that they are of; null in entries of a version that knew one set alone, which are written again as
    /// they are.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Inputs { get; init; }

    /// <summary>The macro-F1 by input set; null as <see cref="Inputs"/> is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, SetFigures>? MacroF1BySet { get; init; }
}

/// <summary>A figure of both models on one input set.</summary>
/// <param name="Challenger">The challenger's; null when it has no ensemble for the set.</param>
/// <param name="Champion">The champion's; null when it has none, or there was no champion.</param>
internal sealed record SetFigures(double? Challenger, double? Champion);
