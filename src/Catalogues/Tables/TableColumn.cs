namespace Streaming.Catalogues.Tables;

/// <summary>A column as its file describes it.</summary>
/// <param name="Name">Its name, as it stands there.</param>
/// <param name="Kind">How its values are stored.</param>
/// <param name="Unit">
/// Its unit in the file's words (<c>mag</c>, <c>nJy</c>, <c>deg</c>); null where the file names none.
/// </param>
/// <param name="IsMeasurement">Whether the file says that it is a measurement, so neither band nor identity.</param>
internal sealed record TableColumn(string Name, ColumnKind Kind, string? Unit = null, bool IsMeasurement = false)
{
    /// <summary>
    /// Whether its texts, where it holds texts, stay texts even where all that were seen look like numbers, as ids do.
    /// </summary>
    public bool IsSurelyText { get; init; }

    /// <summary>
    /// Whether its numbers are stored in 32 bits. Then the shortest decimal number that is stored so is meant: 2.2 and
    /// not 2.2000000477, everywhere, so that a table says the same, and is given the same answers, as CSV and as FITS.
    /// </summary>
    public bool IsSingle { get; init; }
}

/// <summary>How the values of a column are stored.</summary>
internal enum ColumnKind
{
    /// <summary>UTF-8, also of numbers in a file of text, which keep their digits. Empty: no value.</summary>
    Text,

    /// <summary>Floating-point numbers; NaN: no value.</summary>
    Number,

    /// <summary>Whole numbers of up to 64 bits, so that an object's id keeps all its digits.</summary>
    Integer,
}
