using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Observations;

/// <summary>A file of observations of any survey, read in blocks.</summary>
internal sealed class Catalogue : IDisposable
{
    private const int ShownWords = 5;

    private readonly TableFile _file;
    private readonly ValueTally _tally;
    private CatalogueBlock? _first;

    private Catalogue(TableFile file, CatalogueRequest request, IReadOnlySet<string>? kept)
    {
        _file = file;
        Columns = new ColumnAssignment(file.Reader.Columns, request);
        _tally = new ValueTally(Columns.Numbers);
        SelectColumns(kept);
        _first = NewBlock();
        if (!file.Reader.Read(_first.Table))
        {
            throw new CatalogueException("it has no rows");
        }

        // Before anything is made of it: the reader who is to decide something should not wait.
        _first.Convert();
        CheckClasses(_first, request.Class);
        new ValueTally(Columns.Numbers).Add(_first, NameOf);
    }

    /// <summary>Which column is what.</summary>
    public ColumnAssignment Columns { get; }

    /// <summary>The table's columns.</summary>
    public IReadOnlyList<TableColumn> TableColumns => _file.Reader.Columns;

    /// <summary>What the file is: <c>CSV</c>, <c>FITS binary table</c>, …</summary>
    public string Format => _file.Reader.Format;

    /// <summary>What stands before a row's number: line or row.</summary>
    public string LineWord => _file.Reader.HasLines ? "line" : "row";

    /// <summary>What a person should know of how it is read, a sentence each; all of them after the last row.</summary>
    public IReadOnlyList<string> Notes => [.. _file.Reader.Notes, .. Columns.Notes];

    public long? RowCount => _file.Reader.RowCount;

    /// <summary>Size of the file in bytes; null where it is not known.</summary>
    public long? Length => _file.Length;

    /// <summary>How many of them were read.</summary>
    public long Position => _file.Position;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path, or <c>-</c>.</param>
    /// <param name="request">What is wanted of it.</param>
    /// <param name="kept">Names of further columns that are looked at as they are; null: all; by default none.</param>
    /// <exception cref="CatalogueException">It cannot be read, or it is not clear which column is what.</exception>
    public static Catalogue Open(string path, CatalogueRequest request, IReadOnlySet<string>? kept)
    {
        var file = TableFile.Open(path);
        try
        {
            return new Catalogue(file, request, kept);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            file.Dispose();
            throw new CatalogueException($"cannot be read: {fault.Message}", fault);
        }
        catch (CatalogueException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A block for <see cref="Read"/>.</summary>
    public CatalogueBlock NewBlock() => new(Columns, _file.Reader.NewBlock());

    /// <summary>Reads the next rows. They are to be converted, and then checked.</summary>
    /// <returns>The block, or the one that was read at the start; null at the end.</returns>
    /// <exception cref="CatalogueException">The file is damaged.</exception>
    public CatalogueBlock? Read(CatalogueBlock block)
    {
        if (_first is { } first)
        {
            _first = null;
            return first;
        }

        try
        {
            return _file.Reader.Read(block.Table) ? block : null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw new CatalogueException($"cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Whether the values, with all before them, can be what their columns say.</summary>
    /// <exception cref="CatalogueException">They cannot.</exception>
    public void Check(CatalogueBlock block) => _tally.Add(block, NameOf);

    /// <summary>All blocks, converted and checked, one after the other: each is lost with the next.</summary>
    /// <exception cref="CatalogueException">The file is damaged, or a column is not what its name says.</exception>
    public IEnumerable<CatalogueBlock> Blocks(CancellationToken cancellation)
    {
        var spare = NewBlock();
        while (Read(spare) is { } block)
        {
            cancellation.ThrowIfCancellationRequested();
            block.Convert();
            Check(block);
            yield return block;
        }
    }

    public void Dispose() => _file.Dispose();

    private string NameOf(int place) => TableColumns[place].Name;

    private void SelectColumns(IReadOnlySet<string>? kept)
    {
        int?[] texts = [Columns.Class, Columns.ObservationId, Columns.ObservedAt, Columns.VisitId, Columns.Source];
        _file.Reader.Select(Enumerable.Range(0, TableColumns.Count)
            .Where(place => kept?.Contains(TableColumns[place].Name) != false)
            .Concat(Columns.Numbers.Select(column => column.Place))
            .Concat(Columns.Extinction?.Columns.Values.Select(column => column.Place) ?? [])
            .Concat(texts.OfType<int>())
            .Concat(Columns.Mjd is { } mjd ? [mjd.Place] : [])
            .ToHashSet());
    }

    // Words that mean nothing here, and no other: codes, which only the user can tell.
    private void CheckClasses(CatalogueBlock block, ClassUse use)
    {
        if (Columns.Class is not { } place)
        {
            return;
        }

        var words = Enumerable.Range(0, block.Rows).Select(block.ClassWord).Where(word => word.Length > 0)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        if (words.Count > 0 && words.TrueForAll(word => Columns.Classes.Find(word) is null))
        {
            var shown = string.Join(", ", words.Take(ShownWords)) + (words.Count > ShownWords ? ", …" : "");
            var question = $"the column {TableColumns[place].Name} holds {shown}: "
                + "which of them are GALAXY, STAR and QSO? --classes GALAXY=…,STAR=…,QSO=… says so";
            if (use == ClassUse.Required)
            {
                throw new CatalogueException(question);
            }

            Columns.Note($"passed over: {question}");
        }
    }
}
