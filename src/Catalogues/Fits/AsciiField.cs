using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Fits;

/// <summary>
/// A field of an ASCII table: TFORM <c>Aw</c>, <c>Iw</c>, <c>Fw.d</c>, <c>Ew.d</c> or <c>Dw.d</c> (FITS standard 4.0,
/// section 7.2.1, table 15). A field of blanks has no value, whatever its type.
/// </summary>
internal sealed partial class AsciiField
{
    private const int LongestNumber = 64;

    private readonly int _decimals;
    private readonly byte[] _null;
    private readonly FitsScale _scale;

    private AsciiField(TableColumn column, int start, int width, int decimals, FitsHeader header, int number)
    {
        (Column, Start, Width, _decimals) = (column, start, width, decimals);
        // TNULLn is a text here, also of numbers (section 7.2.2).
        _null = Encoding.UTF8.GetBytes(header.Text($"TNULL{number}")?.Trim() ?? "");
        _scale = FitsScale.Of(header, number) with { Null = null };
    }

    public TableColumn Column { get; }

    public int Start { get; }

    public int Width { get; }

    /// <summary>Reads what a header says of a column; null when it contradicts itself.</summary>
    public static AsciiField? Of(FitsHeader header, int number, int rowSize)
    {
        var format = Format().Match(header.Text($"TFORM{number}") ?? "");
        var start = header.Size($"TBCOL{number}") - 1;
        if (!format.Success || !int.TryParse(format.Groups["width"].ValueSpan, out var width)
            || start < 0 || width > rowSize || start > rowSize - width)
        {
            return null;
        }

        var decimals = int.TryParse(format.Groups["decimals"].ValueSpan, out var some) ? some : 0;
        var scale = FitsScale.Of(header, number);
        var kind = format.Groups["code"].Value switch
        {
            "A" => ColumnKind.Text,
            "I" when scale is { Factor: 1, Zero: 0 } => ColumnKind.Integer,
            _ => ColumnKind.Number,
        };
        var name = header.Text($"TTYPE{number}") ?? string.Create(CultureInfo.InvariantCulture, $"col{number}");
        var column = new TableColumn(name, kind, header.Text($"TUNIT{number}")) { IsSurelyText = true };
        return new AsciiField(column, (int)start, width, kind == ColumnKind.Number ? decimals : 0, header, number);
    }

    /// <summary>Adds the value of a row.</summary>
    /// <param name="field">Its bytes; an exponent's D, which Fortran writes, is made an E.</param>
    /// <param name="values">Where it goes to.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Add(Span<byte> field, ColumnValues values)
    {
        var text = field[..FixedText.LengthOf(field)];
        if (_null.Length > 0 && text.Trim((byte)' ').SequenceEqual(_null))
        {
            text = [];
        }

        if (Column.Kind != ColumnKind.Number)
        {
            return CellText.Add(values, text);
        }

        text = text.Trim((byte)' ');
        text.Replace((byte)'D', (byte)'E');
        return AddNumber(text, values);
    }

    private string? AddNumber(scoped ReadOnlySpan<byte> text, ColumnValues values)
    {
        // Section 7.2.5: without a point, the last d digits stand behind it.
        Span<byte> digits = stackalloc byte[LongestNumber];
        var exponent = text.IndexOf((byte)'E');
        var mantissa = exponent < 0 ? text : text[..exponent];
        if (_decimals > 0 && !mantissa.IsEmpty && mantissa.Length < LongestNumber / 2
            && !mantissa.TrimStart("+-"u8).ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && int.TryParse(exponent < 0 ? "0"u8 : text[(exponent + 1)..], out var power))
        {
            mantissa.CopyTo(digits);
            digits[mantissa.Length] = (byte)'E';
            ((long)power - _decimals).TryFormat(digits[(mantissa.Length + 1)..], out var length, default, null);
            text = digits[..(mantissa.Length + 1 + length)];
        }

        if (!NumberText.TryParse(text, hasDecimalComma: false, out var number))
        {
            return CellText.Add(values, text);
        }

        Span<double> one = [number];
        _scale.Apply(one);
        values.Add(one[0]);
        return null;
    }

    [GeneratedRegex(
        @"^ *(?<code>[AIFED])(?<width>[1-9][0-9]{0,8})(\.(?<decimals>[0-9]{1,9}))? *$", RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
