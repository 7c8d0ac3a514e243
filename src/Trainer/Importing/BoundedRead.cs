namespace Streaming.Trainer.Importing;

/// <summary>Reads what may be longer than any model, such as a small gzip file that unpacks to terabytes.</summary>
internal static class BoundedRead
{
    /// <summary>
    /// Most bytes of a model in any form, packed or not: a million nodes of XGBoost's JSON, at some hundred bytes each.
    /// The worst content of that length, nothing but short numbers, takes less than 4 GB of memory to read.
    /// </summary>
    public const int Most = 128 << 20;

    public const string TooLarge = "more than 128 MiB, which no model here has";

    /// <returns>All bytes of the stream, or null when there are more than <see cref="Most"/>.</returns>
    public static byte[]? All(Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            if (content.Length + read > Most)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
