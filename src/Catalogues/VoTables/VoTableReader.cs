using System.Xml;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.VoTables;

/// <summary>Reads the first table with data of a VOTable document: of VOTable 1.4, or any version up to 1.5.</summary>
internal sealed class VoTableReader : TableReader
{
    private const string OtherTable = "save the table as CSV, FITS or VOTable with TABLEDATA";

    /// <summary>Rows of long texts come in smaller blocks.</summary>
    private const long MostText = 4 * 1024 * 1024;

    private readonly VoDocument _document;
    private readonly TableColumn[] _columns;
    private readonly List<string> _notes = [];
    private readonly int[] _places;
    private readonly IVoRows _rows;
    private long _read;
    private bool _isEnd;

    /// <param name="input">The file, from its beginning.</param>
    /// <exception cref="CatalogueException">There is no table in it that can be read.</exception>
    public VoTableReader(Stream input)
        : base("VOTable", input)
    {
        _document = Checked(() => new VoDocument(input));
        _isEnd = !Checked(_document.FindData);
        _places = new int[_document.Fields.Count];
        _columns = [.. _document.Fields.Where(field => field.WhyNot is null).Select(field => field.Column)];
        var next = 0;
        for (var i = 0; i < _places.Length; i++)
        {
            var field = _document.Fields[i];
            _places[i] = field.WhyNot is null ? next++ : -1;
            if (field.WhyNot is { } why)
            {
                _notes.Add($"column {field.Column.Name} is not read: {why}");
            }
        }

        if (_columns.Length == 0)
        {
            throw new CatalogueException(_notes is [var why, ..]
                ? $"no column of its table can be read: {why}"
                : "its table has no columns");
        }

        _rows = Checked(Rows);
    }

    public override IReadOnlyList<TableColumn> Columns => _columns;

    public override bool HasLines => _rows.HasLines;

    public override IReadOnlyList<string> Notes => [.. _notes, .. _document.Notes];

    public override void Select(IReadOnlySet<int> columns)
    {
        for (var i = 0; i < _places.Length; i++)
        {
            _places[i] = columns.Contains(_places[i]) ? _places[i] : -1;
        }
    }

    public override bool Read(TableBlock block)
    {
        block.Clear();
        return Checked(() =>
        {
            while (!_isEnd && block.Rows + block.Unread.Count < BlockRows && block.TextBytes < MostText)
            {
                _isEnd = !_rows.ReadRow(block);
                _read += _isEnd ? 0 : 1;
            }

            if (_isEnd)
            {
                _document.ReadRest();
            }

            return block.Rows + block.Unread.Count > 0;
        });
    }

    public override void Dispose()
    {
        _document.Dispose();
        base.Dispose();
    }

    private IVoRows Rows()
    {
        var xml = _document.Xml;
        switch (xml.LocalName)
        {
            // At the document's end it is a table without data, of which no row will be asked for.
            case "TABLEDATA" or "":
                return new TableDataRows(_document, _places);
            case "BINARY" or "BINARY2":
                var hasFlags = xml.LocalName == "BINARY2";
                return xml.ReadToDescendant("STREAM", xml.NamespaceURI)
                    ? new BinaryDataRows(Content(), _document.Fields, _places, hasFlags)
                    : throw new CatalogueException("its table has no STREAM of data");
            default:
                throw new CatalogueException($"its data are a {xml.LocalName} file inside the VOTable: {OtherTable}");
        }
    }

    private Base64Content Content()
    {
        var xml = _document.Xml;
        if (xml.GetAttribute("href") is { Length: > 0 } elsewhere)
        {
            throw new CatalogueException($"its data stand elsewhere, in {elsewhere}: {OtherTable}");
        }

        return xml.GetAttribute("encoding") is "base64"
            ? new Base64Content(xml)
            : throw new CatalogueException($"its data are not base64: {OtherTable}");
    }

    private T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException fault)
        {
            throw new CatalogueException($"damaged or cut after row {_read}: {fault.Message}", fault);
        }
    }
}
