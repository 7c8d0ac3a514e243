using ParquetSharp;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Parquet;

/// <summary>Chooses what reads a column, by how the file stores its values and what it says that they mean.</summary>
internal static class ColumnDecoders
{
    /// <returns>Null where a column of this kind is not read.</returns>
    public static (ColumnKind Kind, ColumnDecoder Decoder)? Of(int index, ColumnDescriptor column, LogicalType type)
    {
        var (optional, length) = (column.MaxDefinitionLevel > 0, column.TypeLength);
        return column.PhysicalType switch
        {
            PhysicalType.Boolean => Text<bool>(Format.Boolean),
            PhysicalType.Float => Number<float>(value => value),
            PhysicalType.Double => Number<double>(value => value),
            PhysicalType.Int32 => OfInt32(),
            PhysicalType.Int64 => OfInt64(),
            PhysicalType.Int96 => Text<Int96>(Format.OldTimestamp),
            PhysicalType.ByteArray => OfBytes(),
            PhysicalType.FixedLenByteArray => OfFixedBytes(),
            _ => null,
        };

        (ColumnKind, ColumnDecoder)? OfInt32() => type switch
        {
            DateLogicalType => Text<int>(Format.Date),
            TimeLogicalType => Text<int>((value, text) => Format.Time(value, TimeUnit.Millis, text)),
            DecimalLogicalType { Scale: > 0 and var scale } => Number<int>(value => Decimals.Scaled(value, scale)),
            IntLogicalType { IsSigned: false } => Integer<int>(value => (uint)value),
            _ => Integer<int>(value => value),
        };

        (ColumnKind, ColumnDecoder)? OfInt64() => type switch
        {
            TimestampLogicalType { TimeUnit: var unit, IsAdjustedToUtc: var isUtc } =>
                Text<long>((value, text) => Format.Timestamp(value, unit, isUtc, text)),
            TimeLogicalType { TimeUnit: var unit } => Text<long>((value, text) => Format.Time(value, unit, text)),
            DecimalLogicalType { Scale: > 0 and var scale } => Number<long>(value => Decimals.Scaled(value, scale)),
            // Some surveys' ids are beyond 63 bits: only as a text all their digits are kept.
            IntLogicalType { IsSigned: false } => Text<long>(Format.Unsigned),
            _ => Integer<long>(value => value),
        };

        (ColumnKind, ColumnDecoder)? OfBytes() => type switch
        {
            DecimalLogicalType { Scale: 0 } =>
                Text<ByteArray>((value, text) => Decimals.Whole(value.Pointer, value.Length, text)),
            DecimalLogicalType { Scale: var scale } =>
                Number<ByteArray>(value => Decimals.Scaled(value.Pointer, value.Length, scale)),
            StringLogicalType or EnumLogicalType or JsonLogicalType or NoneLogicalType or NullLogicalType =>
                (ColumnKind.Text, new TextDecoder(index, optional)),
            _ => null,
        };

        (ColumnKind, ColumnDecoder)? OfFixedBytes() => type switch
        {
            DecimalLogicalType { Scale: 0 } =>
                Text<FixedLenByteArray>((value, text) => Decimals.Whole(value.Pointer, length, text)),
            DecimalLogicalType { Scale: var scale } =>
                Number<FixedLenByteArray>(value => Decimals.Scaled(value.Pointer, length, scale)),
            Float16LogicalType => Number<FixedLenByteArray>(value => Format.Half(value.Pointer)),
            UuidLogicalType => Text<FixedLenByteArray>((value, text) => Format.Uuid(value.Pointer, text)),
            _ => null,
        };

        (ColumnKind, ColumnDecoder) Number<T>(Func<T, double> convert)
            where T : unmanaged => (ColumnKind.Number, new NumberDecoder<T>(index, optional, convert));

        (ColumnKind, ColumnDecoder) Integer<T>(Func<T, long> convert)
            where T : unmanaged => (ColumnKind.Integer, new IntegerDecoder<T>(index, optional, convert));

        (ColumnKind, ColumnDecoder) Text<T>(TextOf<T> format)
            where T : unmanaged => (ColumnKind.Text, new FormattedDecoder<T>(index, optional, format));
    }
}
