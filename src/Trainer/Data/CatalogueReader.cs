using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Data;

/// <summary>Reads labelled observations from tables of any survey. A faulty row is left out and reported.</summary>
/// <param name="request">What the user says about the columns.</param>
/// <param name="onBlock">Looks at each block of rows, with all of the file's columns; null: nobody does.</param>
internal sealed class CatalogueReader(CatalogueRequest request, Action<Catalogue, CatalogueBlock>? onBlock = null)
{
    private static readonly IReadOnlySet<string> NoFurtherColumns = new HashSet<string>();

    private readonly List<LabelledRow> _rows = [];
    private readonly List<DroppedRow> _dropped = [];
    private KeyIndex? _seen;
    private readonly List<(int FirstRow, string Name)> _names = [];
    private readonly List<string> _notes = [];
    private readonly List<PhotometryDescription> _photometry = [];
    private Catalogue? _open;
    private long _before;

    /// <summary>How many bytes of the files were read; may be asked for by another thread.</summary>
    public long Bytes => Volatile.Read(ref _before) + (Volatile.Read(ref _open)?.Position ?? 0);

    /// <summary>How many rows can be used so far; may be asked for by another thread.</summary>
    public int Rows => _rows.Count;

    /// <param name="files">The files.</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    /// <exception cref="FailureException">A file cannot be read, lacks a column or has no usable row.</exception>
    public LabelledData ReadFiles(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var digests = new List<string>();
        foreach (var file in files)
        {
            digests.Add(ReadFile(file, cancellation));
        }

        _seen = null;
        return new LabelledData(
            string.Join(", ", files.Select(Path.GetFileName)), string.Join(", ", digests), _rows, _dropped)
        {
            Notes = _notes,
            Photometry = [.. _photometry.Distinct()],
        };
    }

    /// <summary>Reads files of plain columns.</summary>
    /// <exception cref="FailureException">A file cannot be read, lacks a column or has no usable row.</exception>
    public static LabelledData Read(
        IReadOnlyList<string> files, IReadOnlyList<string> measurements, CancellationToken cancellation) =>
        new CatalogueReader(new CatalogueRequest { Class = ClassUse.Required, Measurements = measurements })
            .ReadFiles(files, cancellation);

    /// <summary>The same without measurements.</summary>
    /// <exception cref="FailureException">A file cannot be read, lacks a column or has no usable row.</exception>
    public static LabelledData Read(IReadOnlyList<string> files, CancellationToken cancellation) =>
        Read(files, [], cancellation);

    private string ReadFile(string file, CancellationToken cancellation)
    {
        try
        {
            using var input = InputFile.Of(file);
            using var catalogue = Catalogue.Open(input.Path, request, onBlock is null ? NoFurtherColumns : null);
            Volatile.Write(ref _open, catalogue);
            ReadRows(catalogue, Path.GetFileName(file), cancellation);
            input.EnsureUnchanged();
            Volatile.Write(ref _before, Bytes);
            Volatile.Write(ref _open, null);
            return input.Sha256;
        }
        catch (CatalogueException fault)
        {
            throw new FailureException($"--data {file}: {fault.Message}", fault);
        }
    }

    private void ReadRows(Catalogue catalogue, string name, CancellationToken cancellation)
    {
        _names.Add((_rows.Count, name));
        _notes.AddRange(catalogue.Notes.Select(note => $"{name}: {note}"));
        _photometry.Add(PhotometryReading.Of(catalogue, request));
        var (before, droppedBefore) = (_rows.Count, _dropped.Count);
        foreach (var block in catalogue.Blocks(cancellation))
        {
            onBlock?.Invoke(catalogue, block);
            Add(block, name);
        }

        if (_rows.Count == before)
        {
            throw new CatalogueException("no usable row" + (_dropped.Count == droppedBefore ? "" :
                $" ({_dropped.Count - droppedBefore} dropped, the first at {catalogue.LineWord} "
                + $"{_dropped[droppedBefore].Line}: {_dropped[droppedBefore].Message})"));
        }
    }

    private void Add(CatalogueBlock block, string name)
    {
        var (rows, unread) = (new BlockRows(block, request), 0);
        var seen = _seen ??= new KeyIndex(row => _rows[row].Key);
        for (var row = 0; row < block.Rows; row++)
        {
            var line = block.Table.Line(row);
            for (; unread < block.Table.Unread.Count && block.Table.Unread[unread].Line < line; unread++)
            {
                AddUnread(block.Table.Unread[unread], name);
            }

            if (rows.Parse(row, out var read) is { } fault)
            {
                _dropped.Add(new DroppedRow(name, line, fault.Code, fault.Message));
            }
            else if (!seen.TryAdd(read!.Key, _rows.Count, out var earlier))
            {
                _dropped.Add(new DroppedRow(name, line, DroppedRow.Duplicate, Repeated(earlier)));
            }
            else
            {
                _rows.Add(read);
            }
        }

        for (; unread < block.Table.Unread.Count; unread++)
        {
            AddUnread(block.Table.Unread[unread], name);
        }
    }

    private void AddUnread(UnreadRow row, string name) =>
        _dropped.Add(new DroppedRow(name, row.Line, DroppedRow.Unreadable, row.Why));

    private string Repeated(int row) =>
        $"same magnitudes and redshift as {_names.FindLast(file => file.FirstRow <= row).Name}:{_rows[row].Line}";
}
