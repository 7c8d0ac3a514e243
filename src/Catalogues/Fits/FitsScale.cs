using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Fits;

/// <summary>
/// How stored numbers become the meant ones: TSCALn, TZEROn and TNULLn, the last of which is a stored number
/// (FITS standard 4.0, sections 7.2.2 and 7.3.2).
/// </summary>
/// <param name="Factor">TSCALn.</param>
/// <param name="Zero">TZEROn.</param>
/// <param name="Null">TNULLn of a binary table.</param>
internal sealed record FitsScale(double Factor, double Zero, long? Null)
{
    /// <summary>What an unsigned integer of 64 bits is stored without.</summary>
    public const ulong HighestBit = 1UL << 63;

    /// <summary>Up to here every whole number is a double.</summary>
    private const double ExactIntegers = 1L << 53;

    /// <summary>The zero of whole numbers that stay such.</summary>
    public long Shift => (long)Zero;

    public static FitsScale Of(FitsHeader header, int column) => new(
        header.Number($"TSCAL{column}") ?? 1, header.Number($"TZERO{column}") ?? 0, header.Integer($"TNULL{column}"));

    /// <summary>What a column of a type becomes.</summary>
    /// <remarks>Section 7.3.2, table 19: a zero alone is how unsigned integers, and signed bytes, are stored.</remarks>
    /// <param name="code">The letter of the type.</param>
    public ColumnKind KindOf(char code) => code switch
    {
        'A' or 'L' or 'X' => ColumnKind.Text,
        'E' or 'D' => ColumnKind.Number,
        'K' when Factor == 1 && Zero == HighestBit => ColumnKind.Text,
        'K' => Factor == 1 && Zero == 0 ? ColumnKind.Integer : ColumnKind.Number,
        _ when Factor == 1 && Zero == Math.Truncate(Zero) && Math.Abs(Zero) <= ExactIntegers => ColumnKind.Integer,
        _ => ColumnKind.Number,
    };

    public void Apply(Span<double> numbers)
    {
        if (Factor == 1 && Zero == 0)
        {
            return;
        }

        foreach (ref var number in numbers)
        {
            number = (number * Factor) + Zero;
        }
    }
}
