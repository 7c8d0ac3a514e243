using Streaming.Classification.Models;
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

    public IReadOnlyList<LabelledRow> Part(DataPart part) => part switch
    {
        DataPart.HoldOut => [.. Rows.Where(row => row.Key.IsHoldOut)],
        DataPart.Training => [.. Rows.Where(row => !row.Key.IsHoldOut)],
        _ => Rows,
    };

    public IReadOnlyDictionary<string, int> DroppedByReason() =>
        Dropped.CountBy(row => row.Reason).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary();

    public static IReadOnlyDictionary<string, int> ByClass(IEnumerable<LabelledRow> rows)
    {
        var counts = rows.CountBy(row => row.Class).ToDictionary();
        return ObjectClass.All.ToDictionary(name => name, name => counts.GetValueOrDefault(name));
    }
}
