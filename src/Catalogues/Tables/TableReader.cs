using System.Diagnostics.CodeAnalysis;

namespace Streaming.Catalogues.Tables;

/// <summary>Reads a table from its first row to its last, a block of rows at a time. For one thread.</summary>
/// <param name="format">What the file is, in people's words.</param>
/// <param name="input">What it is read from; disposed with the reader.</param>
internal abstract class TableReader(string format, Stream input) : IDisposable
{
    /// <summary>Most rows of a block: its columns then fit into the caches of a processor's core.</summary>
    public const int BlockRows = 8192;

    /// <summary>What the file is: <c>CSV</c>, <c>FITS binary table</c>, …</summary>
    public string Format { get; } = format;

    /// <summary>What the table is read from.</summary>
    protected Stream Input { get; } = input;

    /// <summary>The columns, in the file's order. A name may stand twice: whoever uses it has to ask.</summary>
    public abstract IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>What a person should know about how the table is read, such as columns that are left out.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>Number of rows where the format tells it beforehand, else null.</summary>
    public virtual long? RowCount => null;

    /// <summary>Whether <see cref="TableBlock.Line"/> is a line of a text, and not the number of a row.</summary>
    public virtual bool HasLines => false;

    /// <summary>Makes a block that <see cref="Read"/> can fill.</summary>
    public virtual TableBlock NewBlock() => new(Columns.Select(column => new ColumnValues(column)));

    /// <summary>
    /// Reads some columns only, where that saves work: the others stay empty. To be called before the first read.
    /// </summary>
    /// <param name="columns">Places in <see cref="Columns"/>.</param>
    public virtual void Select(IReadOnlySet<int> columns)
    {
    }

    /// <summary>Fills a block, whose former content is lost, with the next rows.</summary>
    /// <returns>False at the end: the block is empty.</returns>
    /// <exception cref="CatalogueException">The file is damaged.</exception>
    public abstract bool Read(TableBlock block);

    [SuppressMessage("Usage", "CA1816", Justification = "No reader has a finaliser.")]
    public virtual void Dispose() => Input.Dispose();
}
