using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>Writes a table as lines of text, to which another writer can add the rows that follow.</summary>
/// <param name="output">Where to; not disposed.</param>
internal abstract class LineWriter(Stream output) : TableWriter
{
    /// <summary>
    /// The kinds that the columns are written as: all that a writer knows of the lines before. Null as long as they are
    /// not decided; who goes on sets those of the writer before.
    /// </summary>
    public IReadOnlyList<ColumnKind>? Kinds { get; set; }

    protected OutputBuffer Buffer { get; } = new(output);

    /// <summary>Hands all lines to the output.</summary>
    public void Flush() => Buffer.Flush();

    public sealed override void Complete() => Flush();

    public sealed override void Dispose()
    {
    }
}
