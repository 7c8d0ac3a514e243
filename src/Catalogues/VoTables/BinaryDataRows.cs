using System.Buffers.Binary;
using System.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.VoTables;

/// <summary>
/// Rows as bytes, the highest first: BINARY (VOTable 1.4, section 5.3), and BINARY2, in which flags before each row say
/// which of its cells are null (section 5.4).
/// </summary>
/// <param name="content">The bytes.</param>
/// <param name="fields">What is in a row.</param>
/// <param name="places">Where each field goes to in a block; -1 where it is not read.</param>
/// <param name="hasFlags">Whether they are BINARY2.</param>
internal sealed class BinaryDataRows(Base64Content content, IReadOnlyList<VoField> fields, int[] places, bool hasFlags)
    : IVoRows
{
    private readonly byte[] _flags = new byte[(fields.Count + 7) / 8];
    private byte[] _utf8 = [];
    private long _row;

    public bool HasLines => false;

    public bool ReadRow(TableBlock block)
    {
        if (content.IsEmpty)
        {
            return false;
        }

        if (hasFlags)
        {
            content.Take(_flags.Length).CopyTo(_flags);
        }

        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            var size = field.Type.SizeOf(
                field.IsVariable ? BinaryPrimitives.ReadUInt32BigEndian(content.Take(sizeof(uint))) : field.Count);
            if (places[i] < 0)
            {
                content.Skip(size);
            }
            else
            {
                // The highest bit of the first byte is the first field's.
                var isNull = (_flags[i / 8] >> (7 - (i % 8)) & 1) == 1;
                Add(field, content.Take(size), isNull, block.Columns[places[i]]);
            }
        }

        block.AddRow(++_row);
        return true;
    }

    private void Add(VoField field, Span<byte> cell, bool isNull, ColumnValues values)
    {
        switch (field.Column.Kind)
        {
            case ColumnKind.Text:
                // What is neither true nor false has no value.
                _ = isNull || field.Add(values, Text(field, cell)) is not null ? field.Add(values, []) : null;
                break;
            case ColumnKind.Number when isNull:
                values.Add(double.NaN);
                break;
            case ColumnKind.Number:
                field.Add(values, field.Type.Code == VoCode.Float
                    ? BinaryPrimitives.ReadSingleBigEndian(cell)
                    : BinaryPrimitives.ReadDoubleBigEndian(cell));
                break;
            case ColumnKind.Integer when isNull:
                values.Add((long?)null);
                break;
            default:
                field.Add(values, Integer(field.Type.Code, cell));
                break;
        }
    }

    private static long Integer(VoCode code, ReadOnlySpan<byte> cell) => code switch
    {
        // It should be the highest bit, and astropy takes another.
        VoCode.Bit => cell[0] == 0 ? 0 : 1,
        VoCode.UnsignedByte => cell[0],
        VoCode.Short => BinaryPrimitives.ReadInt16BigEndian(cell),
        VoCode.Int => BinaryPrimitives.ReadInt32BigEndian(cell),
        _ => BinaryPrimitives.ReadInt64BigEndian(cell),
    };

    private ReadOnlySpan<byte> Text(VoField field, Span<byte> cell)
    {
        if (field.Type.Code == VoCode.UnicodeChar)
        {
            var most = Encoding.UTF8.GetMaxByteCount(cell.Length / 2);
            _utf8 = _utf8.Length < most ? new byte[most] : _utf8;
            var text = Encoding.BigEndianUnicode.GetString(cell);
            cell = _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
        }

        return cell[..FixedText.LengthOf(cell)];
    }
}
