using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Streaming.Catalogues.Tables;

/// <summary>Texts as binary formats store them: in a field of fixed width, whose bytes may be anything.</summary>
internal static class FixedText
{
    /// <summary>Finds the text in a field: it ends at a NUL or at the last character that is no blank.</summary>
    /// <param name="field">ASCII, or UTF-8. What is neither becomes question marks, in place.</param>
    /// <returns>Its length.</returns>
    public static int LengthOf(Span<byte> field)
    {
        var end = field.IndexOf((byte)0);
        var text = field[..(end < 0 ? field.Length : end)];
        text = text[..text.TrimEnd((byte)' ').Length];
        if (!Utf8.IsValid(text))
        {
            MarkInvalid(text);
        }

        return text.Length;
    }

    private static void MarkInvalid(Span<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out _, out var length) != OperationStatus.Done)
            {
                text[..length].Fill((byte)'?');
            }

            text = text[length..];
        }
    }
}
