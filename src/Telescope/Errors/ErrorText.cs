using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Errors;

/// <summary>A message as text for a terminal, which nothing in it can harm.</summary>
internal static class ErrorText
{
    private const int LongestText = 64 * 1024;
    private const int MostBytes = 512;
    private const int BytesOfLine = 16;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        // What could harm a terminal is taken out afterwards, from all of the text alike.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(ErrorDetail detail)
    {
        (string Name, string? Value)[] known =
        [
            ("id", detail.Id), ("queue", detail.Queue), ("reason", detail.Reason),
            ("time", detail.Time is null ? null : $"{ErrorCounts.Time(detail.Time)} UTC"),
            ("message id", detail.MessageId), ("content type", detail.ContentType),
            ("content encoding", detail.ContentEncoding),
            ("bytes", detail.Body.Length.ToString("N0", CultureInfo.InvariantCulture)),
        ];
        var lines = known
            .Where(one => one.Value is not null)
            .Concat(detail.Headers.OrderBy(header => header.Key, StringComparer.Ordinal)
                .Select(header => ($"header {SafeText.Line(header.Key)}", (string?)header.Value)))
            .Select(one => $"{one.Item1}: {SafeText.Line(one.Item2!)}");
        return $"{string.Join('\n', lines)}\n\n{Body(detail.Body)}";
    }

    private static string Body(byte[] body)
    {
        try
        {
            var text = JsonSerializer.Serialize(JsonElement.Parse(body), Indented);
            return text.Length <= LongestText
                ? SafeText.Lines(text)
                : $"{SafeText.Lines(text[..LongestText])}\n… cut; --json has all of it";
        }
        catch (JsonException)
        {
            return Bytes(body);
        }
    }

    // As in a hex dump: place, bytes, what of it is ASCII.
    private static string Bytes(byte[] body)
    {
        if (body.Length == 0) return "the body is empty";
        var dump = new StringBuilder();
        foreach (var (line, bytes) in body.Take(MostBytes).Chunk(BytesOfLine).Index())
        {
            var hex = string.Join(' ', bytes.Select(one => $"{one:x2}"));
            var text = string.Concat(bytes.Select(one => one is >= 0x20 and < 0x7f ? (char)one : '.'));
            dump.Append(CultureInfo.InvariantCulture, $"{line * BytesOfLine:x4}  {hex,-47}  {text}\n");
        }

        if (body.Length > MostBytes) dump.Append("… cut; --json has all of it\n");
        return dump.ToString().TrimEnd('\n');
    }
}
