using System.Globalization;
using System.Text;
using System.Xml;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.VoTables;

/// <summary>A FIELD of a table: what the cells of a column hold (VOTable 1.4, sections 2.1, 2.2 and 4.1).</summary>
internal sealed class VoField
{
    private string? _nullText;
    private long? _nullInteger;
    private double? _nullNumber;

    private VoField(TableColumn column, VoType type, string? arraySize)
    {
        (Column, Type) = (column, type);
        var sizes = (arraySize ?? "").Trim().Split('x');
        IsVariable = sizes[^1].EndsWith('*');
        var count = 1L;
        foreach (var size in sizes.Select(size => size.TrimEnd('*')).Where(size => size.Length > 0))
        {
            count = uint.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var some)
                ? Math.Min(count * some, int.MaxValue)
                : throw new CatalogueException($"column {column.Name} has arraysize '{arraySize}'");
        }

        Count = (int)count;
        WhyNot = type.Code is VoCode.Complex ? "complex numbers"
            : type.IsText && sizes.Length > 1 ? "arrays of texts"
            : !type.IsText && (IsVariable || Count != 1) ? "arrays of numbers"
            : null;
    }

    public TableColumn Column { get; }

    public VoType Type { get; }

    /// <summary>Values in a cell, unless <see cref="IsVariable"/>.</summary>
    public int Count { get; }

    /// <summary>Whether each cell has its own number of values, which then stands before them.</summary>
    public bool IsVariable { get; }

    /// <summary>Why the column is not read; null when it is.</summary>
    public string? WhyNot { get; }

    /// <summary>Reads a FIELD with the VALUES in it, and goes to its end.</summary>
    /// <param name="xml">Stands at its beginning.</param>
    /// <param name="number">Its number, the first being 1.</param>
    /// <exception cref="CatalogueException">It is of no known type.</exception>
    public static VoField Read(XmlReader xml, int number)
    {
        var name = xml.GetAttribute("name") ?? xml.GetAttribute("ID")
            ?? string.Create(CultureInfo.InvariantCulture, $"col{number}");
        var datatype = xml.GetAttribute("datatype");
        var type = VoType.Of(datatype)
            ?? throw new CatalogueException($"column {name} has no datatype that is known{Quoted(datatype)}");
        var unit = xml.GetAttribute("unit");
        var column = new TableColumn(name, type.Kind, string.IsNullOrWhiteSpace(unit) ? null : unit)
        {
            IsSingle = type.Code == VoCode.Float,
            IsSurelyText = true,
        };
        var field = new VoField(column, type, xml.GetAttribute("arraysize"));
        if (!xml.IsEmptyElement)
        {
            for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "VALUES" })
                {
                    field.SetNull(xml.GetAttribute("null"));
                }
            }
        }

        return field;
    }

    public void Add(ColumnValues values, long integer)
    {
        long? value = integer == _nullInteger ? null : integer;
        values.Add(value);
    }

    public void Add(ColumnValues values, double number) => values.Add(number == _nullNumber ? double.NaN : number);

    /// <summary>Adds a cell as TABLEDATA writes it, or a text.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Add(ColumnValues values, ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd((byte)' ');
        return Type.Code != VoCode.Boolean ? CellText.Add(values, IsNull(text) ? [] : text)
            : TryTruth(text, out var truth) ? CellText.Add(values, truth)
            : $"{Column.Name}: '{CellText.Shown(text)}' is neither true nor false";
    }

    // Section 6, "Logical": null, which is also written as a question mark, is no text.
    private static bool TryTruth(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> truth)
    {
        var isTrue = text is [(byte)'t' or (byte)'T' or (byte)'1'] || Ascii.EqualsIgnoreCase(text, "true"u8);
        var isFalse = text is [(byte)'f' or (byte)'F' or (byte)'0'] || Ascii.EqualsIgnoreCase(text, "false"u8);
        truth = isTrue ? "true"u8 : isFalse ? "false"u8 : [];
        return isTrue || isFalse || text.IsEmpty || text is [(byte)'?' or 0];
    }

    private static string Quoted(string? datatype) => datatype is null ? "" : $": '{datatype}'";

    private bool IsNull(ReadOnlySpan<byte> text) =>
        _nullText is not null && Ascii.IsValid(text) && Ascii.Equals(text.Trim((byte)' '), _nullText);

    private void SetNull(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(_nullText = text.Trim());
        _nullInteger = CellText.TryInteger(bytes, out var integer) ? integer : null;
        _nullNumber = !NumberText.TryParse(bytes, hasDecimalComma: false, out var number) ? null
            : Column.IsSingle ? (float)number : number;
    }
}
