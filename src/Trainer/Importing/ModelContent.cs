using System.IO.Compression;
using System.Text;

namespace Streaming.Trainer.Importing;

/// <summary>What a model's file holds, whatever its name: gzip is unpacked, text is UTF-8 without a mark.</summary>
/// <param name="Form">What it is.</param>
/// <param name="Bytes">The content.</param>
internal sealed record ModelContent(ModelForm Form, byte[] Bytes)
{
    /// <exception cref="FailureException">It is known to be something else, or cannot be unpacked.</exception>
    public static ModelContent Of(ModelSource source)
    {
        var bytes = Decoded(Unpacked(source));
        var form = FormOf(bytes);
        return form != ModelForm.Unknown || ForeignForm.Find(bytes) is not { } foreign
            ? new ModelContent(form, bytes)
            : throw source.Refuse($"{foreign.What}; {foreign.Remedy ?? source.HowToSave}");
    }

    private static byte[] Unpacked(ModelSource source)
    {
        if (source.Content is not [0x1F, 0x8B, ..])
        {
            return source.Content;
        }

        try
        {
            using var packed = new GZipStream(new MemoryStream(source.Content), CompressionMode.Decompress);
            return BoundedRead.All(packed) switch
            {
                null => throw source.Refuse($"gzip unpacks to {BoundedRead.TooLarge}"),
                // A file that is cut off ends early, without an exception; the model in it is then found cut off.
                [] => throw source.Refuse("the gzip file holds nothing or is cut off"),
                var bytes => bytes,
            };
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            // Its own words are of archives and their entries.
            throw source.Refuse("the gzip file is cut off or broken");
        }
    }

    // Windows' shells and editors write these marks: a redirected output is UTF-16 there.
    private static byte[] Decoded(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
        [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, bytes[2..]),
        _ => bytes,
    };

    private static ModelForm FormOf(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        if ((end < 0 ? bytes : bytes[..end]).Trim(" \t\r"u8).SequenceEqual("tree"u8))
        {
            return ModelForm.LightGbmText;
        }

        // In UBJSON a name's length follows, by its type, or what is said of all members. No such thing does in JSON.
        if (bytes is [(byte)'{', var next, ..] && "LlIUi#$"u8.Contains(next))
        {
            return ModelForm.Ubjson;
        }

        return bytes.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? ModelForm.Json : ModelForm.Unknown;
    }
}
