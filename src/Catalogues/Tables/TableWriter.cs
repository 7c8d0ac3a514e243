namespace Streaming.Catalogues.Tables;

/// <summary>Writes a table, block by block. For one thread.</summary>
internal abstract class TableWriter : IDisposable
{
    /// <summary>Writes rows of a block.</summary>
    /// <param name="columns">The columns of the table, in its order: the same ones in every call.</param>
    /// <param name="rows">Places of the rows in them.</param>
    /// <exception cref="CatalogueException">A value does not fit its column.</exception>
    public abstract void Write(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows);

    /// <summary>Writes what comes last. Without it the file is not complete.</summary>
    public abstract void Complete();

    public abstract void Dispose();
}
