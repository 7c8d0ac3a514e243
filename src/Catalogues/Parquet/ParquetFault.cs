using System.Text.RegularExpressions;

namespace Streaming.Catalogues.Parquet;

/// <summary>Puts what the library throws at a damaged file into one line.</summary>
internal static partial class ParquetFault
{
    private const int Longest = 200;

    /// <summary>What to throw in place of an exception; null where that tells of no damage.</summary>
    public static CatalogueException? Of(Exception fault) => fault switch
    {
        // The memory that a damaged length asks for, which no machine has.
        OutOfMemoryException => Damaged("a length in it is too large", fault),
        ParquetSharp.ParquetException or ArgumentException or OverflowException =>
            Damaged(Reason(fault.Message), fault),
        _ => null,
    };

    private static CatalogueException Damaged(string why, Exception fault) =>
        new($"a Parquet file that is damaged, or uses what is not read: {why}", fault);

    /// <summary>The reason in a message such as <c>parquet::ParquetException (message: 'Invalid: …')</c>.</summary>
    public static string Reason(string message)
    {
        var reason = Quoted().Match(message) is { Success: true } found ? found.Groups["reason"].Value : message;
        reason = Blanks().Replace(reason.Split('\n')[0], " ").Trim();
        return reason.Length <= Longest ? reason : reason[..Longest] + "…";
    }

    [GeneratedRegex(@"message: '(?<reason>.*)'\)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
