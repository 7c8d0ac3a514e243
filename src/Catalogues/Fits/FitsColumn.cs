using System.Buffers.Binary;
using System.Globalization;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Fits;

/// <summary>A column that is being written.</summary>
/// <param name="typed">What its table's columns are.</param>
/// <param name="place">Its place among them.</param>
internal sealed class FitsColumn(TypedColumns typed, int place)
{
    /// <summary>Stands for no whole number.</summary>
    public const long Null = long.MinValue;

    private int _longest = 1;
    private bool _hasLeast;

    public TableColumn Column { get; } = typed.Columns[place];

    /// <summary>Whether a whole number was missing.</summary>
    public bool HasNull { get; private set; }

    /// <summary>Bytes in each row.</summary>
    public int Width => Column.Kind == ColumnKind.Text ? _longest : IsSingle ? sizeof(float) : sizeof(long);

    /// <summary>Its TFORM.</summary>
    public string Format => Column.Kind switch
    {
        ColumnKind.Text => string.Create(CultureInfo.InvariantCulture, $"{_longest}A"),
        ColumnKind.Number => IsSingle ? "E" : "D",
        _ => "K",
    };

    private bool IsSingle => Column is { Kind: ColumnKind.Number, IsSingle: true };

    /// <summary>Keeps the value of a row until the header is written.</summary>
    public void Keep(ColumnValues values, int row, KeptRows rows)
    {
        switch (Column.Kind)
        {
            case ColumnKind.Text:
                var text = values.Utf8(row);
                if (text.Contains((byte)0))
                {
                    throw new CatalogueException($"{Column.Name}: a text with a NUL in it does not fit into FITS");
                }

                _longest = Math.Max(_longest, text.Length);
                rows.Add(text);
                break;
            case ColumnKind.Number:
                Span<double> number = [double.NaN];
                typed.Numbers(place, values, [row], number);
                rows.Add(BitConverter.DoubleToInt64Bits(number[0]));
                break;
            default:
                Span<long?> whole = [null];
                typed.Integers(place, values, [row], whole);
                var integer = whole[0];
                HasNull |= integer is null;
                _hasLeast |= integer == Null;
                if (HasNull && _hasLeast)
                {
                    throw new CatalogueException($"{Column.Name}: {Null} does not fit into FITS beside missing values");
                }

                rows.Add(integer ?? Null);
                break;
        }
    }

    /// <summary>Writes the next kept value into its place in a row.</summary>
    public void Place(BinaryReader kept, Span<byte> place)
    {
        if (Column.Kind == ColumnKind.Text)
        {
            var length = kept.ReadInt32();
            kept.BaseStream.ReadExactly(place[..length]);
            place[length..].Clear();
        }
        else if (IsSingle)
        {
            BinaryPrimitives.WriteSingleBigEndian(place, (float)kept.ReadDouble());
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(place, kept.ReadInt64());
        }
    }
}
