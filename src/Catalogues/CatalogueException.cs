namespace Streaming.Catalogues;

/// <summary>
/// A table cannot be read or written. The message is one line that says what is wrong and what to do.
/// </summary>
internal sealed class CatalogueException : Exception
{
    private const int LongestMessage = 500;

    public CatalogueException(string message)
        : base(OneLine(message))
    {
    }

    public CatalogueException(string message, Exception cause)
        : base(OneLine(message), cause)
    {
    }

    // Names and values from the file stand in it, and may be anything.
    private static string OneLine(string message)
    {
        var line = string.Concat(message.Select(one => char.IsControl(one) ? ' ' : one));
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }
}
