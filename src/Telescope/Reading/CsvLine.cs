using System.Text;

namespace Streaming.Telescope.Reading;

/// <summary>Splits a line of comma-separated values (RFC 4180, except that a field may not span lines).</summary>
internal static class CsvLine
{
    /// <summary>The fields, without quotes and surrounding blanks; null when a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string line)
    {
        if (!line.Contains('"')) return line.Split(',', StringSplitOptions.TrimEntries);

        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var k = 0; k < line.Length; k++)
        {
            var isDoubled = isQuoted && line[k] == '"' && k + 1 < line.Length && line[k + 1] == '"';
            if (isDoubled) field.Append(line[k++]);
            else if (line[k] == '"') isQuoted = !isQuoted;
            else if (line[k] == ',' && !isQuoted) EndField();
            else field.Append(line[k]);
        }

        EndField();
        return isQuoted ? null : fields;

        void EndField()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}
