using System.Globalization;
using System.Text;

namespace Streaming.Catalogues.Fits;

/// <summary>Writes a header: 80 characters a keyword, whole blocks (FITS standard 4.0, section 4.1).</summary>
internal sealed class FitsCards
{
    private const int CardSize = 80;
    private const int LongestText = 68;

    private readonly StringBuilder _cards = new();

    public void Add(string keyword, long value) =>
        AddValue(keyword, value.ToString(CultureInfo.InvariantCulture).PadLeft(20));

    public void Add(string keyword, bool value) => AddValue(keyword, (value ? "T" : "F").PadLeft(20));

    /// <summary>Adds a text; 8 characters at least, which XTENSION has to have (section 4.2.1.1).</summary>
    /// <exception cref="CatalogueException">It is too long for a card.</exception>
    public void Add(string keyword, string value)
    {
        var quoted = value.Replace("'", "''", StringComparison.Ordinal);
        if (quoted.Length > LongestText)
        {
            throw new CatalogueException($"'{value}' is too long for a FITS header: {LongestText} characters fit");
        }

        AddValue(keyword, $"'{quoted,-8}'");
    }

    /// <summary>Ends the header and writes it.</summary>
    public void WriteTo(Stream output)
    {
        _cards.Append("END".PadRight(CardSize));
        var size = (_cards.Length + FitsHeader.BlockSize - 1) / FitsHeader.BlockSize * FitsHeader.BlockSize;
        output.Write(Encoding.ASCII.GetBytes(_cards.ToString().PadRight(size)));
        _cards.Clear();
    }

    private void AddValue(string keyword, string value) =>
        _cards.Append($"{keyword,-8}= {value}".PadRight(CardSize));
}
