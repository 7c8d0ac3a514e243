using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Trainer.Data;

/// <summary>What was read from one file or several, and from the received labels.</summary>
/// <param name="File">Name without folder; of several, and <c>labels</c>, joined by commas.</param>
/// <param name="Sha256">
/// SHA-256 of the file, lower-case hexadecimal; of several, and of the labels' contents, joined by commas.
/// </param>
/// <param name="Rows">The rows that can be used, in the order of the files, then those of the labels.</param>
/// <param name="Dropped">The rows that cannot.</param>
internal sealed record LabelledData(
    string File, string Sha256, IReadOnlyList<LabelledRow> Rows, IReadOnlyList<DroppedRow> Dropped)
{
    /// <summary>The received labels among the rows; null when only files were read.</summary>
    public LabelsDescription? Labels { get; init; }

    /// <summary>What was decided about columns and should be said.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the bands of the files hold, by kind of photometry; empty when only labels were read.</summary>
    public IReadOnlyList<PhotometryDescription> Photometry { get; init; } = [];

    /// <summary>How many rows <see cref="Of"/> left out, since they lack an input.</summary>
    public int Lacking { get; private init; }

    public IReadOnlyList<LabelledRow> Part(DataPart part) => part switch
    {
        DataPart.HoldOut => [.. Rows.Where(row => row.Key.IsHoldOut)],
        DataPart.Training => [.. Rows.Where(row => !row.Key.IsHoldOut)],
        _ => Rows,
    };

    /// <summary>The same data of the objects for which a set of inputs was measured.</summary>
    /// <exception cref="FailureException">There is none.</exception>
    public LabelledData Of(InputSet inputs)
    {
        LabelledRow[] rows = [.. Rows.Where(row => inputs.IsIn(row.Observation))];
        return rows.Length > 0
            ? this with { Rows = rows, Lacking = Rows.Count - rows.Length }
            : throw new FailureException($"--data {File}: no row has all of {inputs}");
    }

    public IReadOnlyDictionary<string, int> DroppedByReason() =>
        Dropped.CountBy(row => row.Reason).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary();

    public static IReadOnlyDictionary<string, int> ByClass(IEnumerable<LabelledRow> rows)
    {
        var counts = rows.CountBy(row => row.Class).ToDictionary();
        return ObjectClass.All.ToDictionary(name => name, name => counts.GetValueOrDefault(name));
    }
}
