using System.Security.Cryptography;
using System.Text;
using Streaming.Classification.Models;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Labels;

/// <summary>Puts received labels beside the rows of files.</summary>
internal static class LabelMerge
{
    private const string Name = "labels";

    /// <summary>
    /// Adds labels to data. Of the same object (<see cref="ObjectKey"/>), a label takes the place of a file's row, and
    /// the latest label that of the others.
    /// </summary>
    /// <param name="data">What the files hold.</param>
    /// <param name="labels">Labels, in the order of their ids.</param>
    public static LabelledData With(this LabelledData data, IReadOnlyList<Label> labels)
    {
        var latest = new Dictionary<ObjectKey, Label>();
        foreach (var label in labels)
        {
            var key = ObjectKey.Of(label.ToObservation());
            if (!latest.TryGetValue(key, out var other) || label.Beats(other))
            {
                latest[key] = label;
            }
        }

        var kept = data.Rows.Where(row => !latest.ContainsKey(row.Key)).ToList();
        var description = new LabelsDescription(
            labels.Count,
            latest.Count,
            data.Rows.Count - kept.Count,
            labels.Count == 0 ? null : labels.Max(label => label.ReceivedAt));
        return labels.Count == 0
            ? data with { Labels = description }
            : data with
            {
                File = $"{data.File}, {Name}",
                Sha256 = $"{data.Sha256}, {Sha256(labels)}",
                Rows =
                [
                    .. kept,
                    .. latest.OrderBy(pair => pair.Key).Select(pair => new LabelledRow(
                        LabelledRow.NoLine, pair.Value.ToObservation(), pair.Value.Class, pair.Key)),
                ],
                Labels = description,
            };
    }

    // Of their contents in the order of their ids: the same labels give the same digest, however they arrived.
    private static string Sha256(IReadOnlyList<Label> labels)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var label in labels)
        {
            digest.AppendData(Encoding.ASCII.GetBytes(label.Digest));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
