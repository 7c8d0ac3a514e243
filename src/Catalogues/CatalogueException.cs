namespace Streaming.Catalogues;

/// <summary>A table cannot be read or written. The message is one line that says what is wrong and what to do.</summary>
internal sealed class CatalogueException : Exception
{
    public CatalogueException(string message)
        : base(message)
    {
    }

    public CatalogueException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
