using System.Text.Json;
using Streaming.Catalogues.Writing;

namespace Streaming.Worker.Tables;

/// <summary>How far a run is, in a file beside its part.</summary>
/// <param name="Request">What it was asked for.</param>
/// <param name="Rows">Rows of the table that are done.</param>
/// <param name="Unread">Rows before the next that could not be split into columns.</param>
/// <param name="Output">How much of the part is theirs.</param>
/// <param name="Rejected">The same of the part of rejected rows; null where there is none.</param>
/// <param name="Counts">What was said of them.</param>
internal sealed record TableCheckpoint(
    TableRequest Request, long Rows, long Unread, PartMark Output, PartMark? Rejected, TableCounts Counts)
{
    /// <summary>Reads a checkpoint; null where there is none, or it is broken.</summary>
    public static TableCheckpoint? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<TableCheckpoint>(File.ReadAllBytes(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it in place of the one before, which is there until this one is on the disk.</summary>
    public void Write(string path)
    {
        var unfinished = $"{path}.new";
        using (var file = File.Create(unfinished))
        {
            JsonSerializer.Serialize(file, this);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
