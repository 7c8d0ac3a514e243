using System.Text;

namespace Streaming.Catalogues.Tables;

/// <summary>Gives any text as UTF-8 without a byte order mark.</summary>
internal static class TextEncoding
{
    /// <summary>
    /// Takes a text by its byte order mark, else as UTF-16 or UTF-8 where it reads as such, else as Latin-1.
    /// </summary>
    /// <param name="input">The text, from its beginning.</param>
    /// <param name="head">Its first bytes, which were looked at.</param>
    public static Stream ToUtf8(Stream input, ReadOnlySpan<byte> head)
    {
        var (encoding, mark) = Of(head);
        for (var i = 0; i < mark; i++)
        {
            input.ReadByte();
        }

        return encoding is UTF8Encoding ? input : Encoding.CreateTranscodingStream(input, encoding, Encoding.UTF8);
    }

    private static (Encoding Encoding, int Mark) Of(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? (Encoding.UTF8, 3)
        : head.StartsWith<byte>([0xFF, 0xFE]) ? (Encoding.Unicode, 2)
        : head.StartsWith<byte>([0xFE, 0xFF]) ? (Encoding.BigEndianUnicode, 2)
        : head.Length > 1 && head[0] != 0 && head[1] == 0 ? (Encoding.Unicode, 0)
        : head.Length > 1 && head[0] == 0 && head[1] != 0 ? (Encoding.BigEndianUnicode, 0)
        : IsUtf8(head) ? (Encoding.UTF8, 0)
        : (Encoding.Latin1, 0);

    // The last character may be cut.
    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        while (!head.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(head, out _, out var length) is not System.Buffers.OperationStatus.Done)
            {
                return head.Length < 4
                    && Rune.DecodeFromUtf8(head, out _, out _) == System.Buffers.OperationStatus.NeedMoreData;
            }

            head = head[length..];
        }

        return true;
    }
}
