using System.Globalization;
using System.Text;
using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Fits;

/// <summary>
/// The header of one unit of a FITS file: keywords and their values (FITS standard 4.0, section 4.1). Comments, and the
/// units of values, are passed over.
/// </summary>
internal sealed class FitsHeader
{
    /// <summary>Headers and data come in blocks of so many bytes (section 3.1).</summary>
    public const int BlockSize = 2880;

    private const int CardSize = 80;
    private const int KeywordSize = 8;

    /// <summary>More than 999 columns need; what has more is no header.</summary>
    private const int MostCards = 100_000;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private FitsHeader()
    {
    }

    /// <summary>Reads a header to the end of its last block.</summary>
    /// <param name="input">Stands at the beginning of a block.</param>
    /// <param name="begin">The keyword that it begins with.</param>
    /// <returns>Null where the file ends, or has something else there (section 3.5).</returns>
    /// <exception cref="CatalogueException">It does not end.</exception>
    public static FitsHeader? Read(Stream input, string begin)
    {
        var header = new FitsHeader();
        var block = new byte[BlockSize];
        string? open = null;
        for (var cards = 0; cards < MostCards; cards += BlockSize / CardSize)
        {
            var length = input.ReadAtLeast(block, BlockSize, throwOnEndOfStream: false);
            if (cards == 0 && !block.AsSpan(0, length).StartsWith(Encoding.ASCII.GetBytes(begin)))
            {
                return null;
            }

            for (var at = 0; at + CardSize <= length; at += CardSize)
            {
                var card = Encoding.UTF8.GetString(block, at, CardSize);
                if (card.AsSpan().TrimEnd().SequenceEqual("END"))
                {
                    return length == BlockSize ? header : throw new CatalogueException("the file ends in a header");
                }

                open = header.Add(card, open);
            }

            if (length < BlockSize)
            {
                throw new CatalogueException("the file ends in a header");
            }
        }

        throw new CatalogueException("a header in it does not end");
    }

    /// <summary>A text, or any value as it is written; null where there is none.</summary>
    public string? Text(string keyword) => _values.GetValueOrDefault(keyword);

    public bool IsTrue(string keyword) => Text(keyword) == "T";

    /// <summary>A whole number.</summary>
    /// <exception cref="CatalogueException">There is none, or it is below 0.</exception>
    public long Size(string keyword, long? otherwise = null) =>
        Text(keyword) is not { } text
            ? otherwise ?? throw new CatalogueException($"its header has no {keyword}")
            : Integer(keyword) is >= 0 and var size
                ? size
                : throw new CatalogueException($"its header says {keyword} = {text}");

    /// <summary>A whole number; null where there is none, or something else.</summary>
    public long? Integer(string keyword) =>
        CellText.TryInteger(Encoding.UTF8.GetBytes(Text(keyword) ?? ""), out var value) ? value : null;

    /// <summary>A number; Fortran's D for an exponent is as good as E (section 4.2.4).</summary>
    public double? Number(string keyword)
    {
        var text = Text(keyword)?.Replace('D', 'E');
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // Of a keyword that stands twice the first counts. Returns the keyword whose text goes on in the next card.
    private string? Add(string card, string? open)
    {
        // What a byte that is no ASCII became may be longer or shorter.
        if (card.Length < KeywordSize + 2)
        {
            return null;
        }

        var keyword = card[..KeywordSize].TrimEnd();
        var isMore = open is not null && keyword == "CONTINUE";
        if (!isMore && card[KeywordSize..(KeywordSize + 2)] != "= ")
        {
            return null;
        }

        var value = Value(card[(KeywordSize + 2)..].TrimStart(), out var isText);
        if (isMore)
        {
            // Section 4.2.1.2: an ampersand ends what the next card continues.
            keyword = open!;
            _values[keyword] = _values[keyword][..^1] + value;
        }
        else if (!_values.TryAdd(keyword, value))
        {
            return null;
        }

        return isText && value.EndsWith('&') ? keyword : null;
    }

    // Section 4.2.1.1: a text stands in quotes, its own ones doubled; blanks at its end are of no account.
    private static string Value(string field, out bool isText)
    {
        isText = field.StartsWith('\'');
        if (!isText)
        {
            return field.Split('/')[0].TrimEnd();
        }

        var end = 1;
        while (end < field.Length && (field[end] != '\'' || (end + 1 < field.Length && field[end + 1] == '\'')))
        {
            end += field[end] == '\'' ? 2 : 1;
        }

        return field[1..Math.Min(end, field.Length)].Replace("''", "'", StringComparison.Ordinal).TrimEnd();
    }
}
