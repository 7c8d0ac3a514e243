using System.Text;
using System.Xml;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.VoTables;

/// <summary>Rows as elements: TABLEDATA (VOTable 1.4, section 5.1).</summary>
/// <param name="document">Stands at the beginning of TABLEDATA.</param>
/// <param name="places">Where each field goes to in a block; -1 where it is not read.</param>
internal sealed class TableDataRows(VoDocument document, int[] places) : IVoRows
{
    private const int LongestCell = 16 * 1024 * 1024;

    private readonly XmlReader _xml = document.Xml;
    private char[] _characters = new char[1024];
    private byte[] _utf8 = [];
    private bool _isEnd = document.Xml.IsEmptyElement;

    public bool HasLines => true;

    public bool ReadRow(TableBlock block)
    {
        while (!_isEnd && _xml.Read())
        {
            if (_xml is { NodeType: XmlNodeType.Element, LocalName: "TR" })
            {
                ReadCells(block);
                return true;
            }

            _isEnd = _xml is { NodeType: XmlNodeType.EndElement, LocalName: "TABLEDATA" };
        }

        return false;
    }

    private void ReadCells(TableBlock block)
    {
        var line = document.Line;
        var cells = 0;
        string? fault = null;
        if (!_xml.IsEmptyElement)
        {
            for (var depth = _xml.Depth; _xml.Read() && _xml.Depth > depth;)
            {
                if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "TD" })
                {
                    continue;
                }

                var text = ReadText();
                var place = cells < places.Length ? places[cells] : -1;
                if (place >= 0 && fault is null)
                {
                    fault = document.Fields[cells].Add(block.Columns[place], text);
                }

                cells++;
            }
        }

        fault = cells == places.Length ? fault : $"{cells} cells instead of {places.Length}";
        if (fault is null)
        {
            block.AddRow(line);
        }
        else
        {
            block.AddUnread(line, fault);
        }
    }

    // In pieces, so that no cell makes a string of its own.
    private ReadOnlySpan<byte> ReadText()
    {
        var length = 0;
        if (!_xml.IsEmptyElement)
        {
            for (var depth = _xml.Depth; _xml.Read() && _xml.Depth > depth;)
            {
                length = _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA ? ReadPieces(length) : length;
            }
        }

        var most = Encoding.UTF8.GetMaxByteCount(length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(_characters.AsSpan(0, length), _utf8));
    }

    private int ReadPieces(int length)
    {
        for (var read = -1; read != 0; length += read)
        {
            if (length == _characters.Length)
            {
                Array.Resize(ref _characters, length < LongestCell ? 2 * length : throw new CatalogueException(
                    $"line {document.Line}: a cell is longer than {LongestCell / (1024 * 1024)} MiB"));
            }

            read = _xml.ReadValueChunk(_characters, length, _characters.Length - length);
        }

        return length;
    }
}
