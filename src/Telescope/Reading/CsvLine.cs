using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Streaming.Telescope.Reading;

/// <summary>Splits a line of comma-separated values (RFC 4180, except that a field may not span lines).</summary>
internal static class CsvLine
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        HasHeaderRecord = false,
        TrimOptions = TrimOptions.Trim,
    };

    /// <summary>The fields, without quotes and surrounding blanks; null when a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string line)
    {
        using var parser = new CsvHelper.CsvParser(new StringReader(line), Configuration);
        try
        {
            return parser.Read() ? parser.Record : null;
        }
        catch (BadDataException)
        {
            return null;
        }
    }
}
