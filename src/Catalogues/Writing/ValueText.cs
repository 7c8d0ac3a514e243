using System.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Writing;

/// <summary>Texts of columns as files are to hold them.</summary>
internal sealed class ValueText
{
    private byte[] _changed = [];

    /// <summary>The text of a value, digits as they came, but a point where the input has a decimal comma.</summary>
    public ReadOnlySpan<byte> Of(ColumnValues values, int row)
    {
        var text = values.Utf8(row);
        if (!values.HasDecimalComma || text.IndexOf((byte)',') is not (>= 0 and var comma)
            || !NumberText.TryParse(text, hasDecimalComma: true, out _))
        {
            return text;
        }

        _changed = text.ToArray();
        _changed[comma] = (byte)'.';
        return _changed;
    }

    /// <summary>The same where it must be UTF-8: bytes that are not become the replacement character.</summary>
    public ReadOnlySpan<byte> Utf8(ColumnValues values, int row)
    {
        var text = Of(values, row);
        return System.Text.Unicode.Utf8.IsValid(text)
            ? text
            : _changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
    }
}
