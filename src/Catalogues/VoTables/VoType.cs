using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.VoTables;

/// <summary>A primitive datatype (VOTable 1.4, section 2.1, table 1).</summary>
/// <param name="Code">What it is.</param>
/// <param name="Size">Bytes of a value in binary data; of bits, which eight share, 0.</param>
/// <param name="Kind">What a column of it becomes.</param>
internal sealed record VoType(VoCode Code, int Size, ColumnKind Kind)
{
    public bool IsText => Code is VoCode.Char or VoCode.UnicodeChar;

    /// <summary>Bytes of so many values.</summary>
    public long SizeOf(long count) => Size == 0 ? (count + 7) / 8 : Size * count;

    /// <summary>The type of a name; null when there is none of it.</summary>
    public static VoType? Of(string? name) => name switch
    {
        "boolean" => new(VoCode.Boolean, 1, ColumnKind.Text),
        "bit" => new(VoCode.Bit, 0, ColumnKind.Integer),
        "unsignedByte" => new(VoCode.UnsignedByte, 1, ColumnKind.Integer),
        "short" => new(VoCode.Short, 2, ColumnKind.Integer),
        "int" => new(VoCode.Int, 4, ColumnKind.Integer),
        "long" => new(VoCode.Long, 8, ColumnKind.Integer),
        "char" => new(VoCode.Char, 1, ColumnKind.Text),
        "unicodeChar" => new(VoCode.UnicodeChar, 2, ColumnKind.Text),
        "float" => new(VoCode.Float, 4, ColumnKind.Number),
        "double" => new(VoCode.Double, 8, ColumnKind.Number),
        "floatComplex" => new(VoCode.Complex, 8, ColumnKind.Number),
        "doubleComplex" => new(VoCode.Complex, 16, ColumnKind.Number),
        _ => null,
    };
}

/// <summary>What a value is, whatever its size.</summary>
internal enum VoCode
{
    Boolean,
    Bit,
    UnsignedByte,
    Short,
    Int,
    Long,
    Char,
    UnicodeChar,
    Float,
    Double,
    Complex,
}
