using System.IO.Compression;
using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>How observations become messages: each alone, or many in one.</summary>
internal sealed class MessageForm
{
    public const string Gzip = "gzip";

    private readonly int _visitSize;
    private readonly Func<IReadOnlyList<ObservationReceived>, ObservationMessage> _write;

    private MessageForm(
        Route route, int size, int visitSize, Func<IReadOnlyList<ObservationReceived>, ObservationMessage> write) =>
        (Route, Size, _visitSize, _write) = (route, size, visitSize, write);

    /// <summary>Each observation is a message.</summary>
    public static MessageForm Single { get; } = new(Route.Single, 1, int.MaxValue, WriteSingle);

    /// <summary>Where its messages go.</summary>
    public Route Route { get; }

    /// <summary>Most observations of a message.</summary>
    public int Size { get; }

    /// <summary>Many observations in a message.</summary>
    /// <param name="size">The most of them.</param>
    /// <param name="visitSize">Observations of a visit, where visits are paced: no message spans two.</param>
    /// <param name="isCompressed">Whether bodies are compressed.</param>
    public static MessageForm Bulk(int size, int? visitSize, bool isCompressed) =>
        new(Route.Bulk, size, visitSize ?? int.MaxValue, isCompressed ? WriteCompressed : WriteBulk);

    /// <summary>The messages of these observations, made while they are read.</summary>
    public IEnumerable<ObservationMessage> Write(IEnumerable<ObservationReceived> observations)
    {
        var group = new List<ObservationReceived>(Size);
        var taken = 0;
        foreach (var observation in observations)
        {
            group.Add(observation);
            taken++;
            if (group.Count < Size && taken % _visitSize != 0) continue;
            yield return _write([.. group]);
            group.Clear();
        }

        if (group.Count > 0) yield return _write([.. group]);
    }

    private static ObservationMessage WriteSingle(IReadOnlyList<ObservationReceived> observations) =>
        new(observations, JsonSerializer.SerializeToUtf8Bytes(
            observations[0], TelescopeJson.Default.ObservationReceived));

    private static ObservationMessage WriteBulk(IReadOnlyList<ObservationReceived> observations) =>
        new(observations, JsonSerializer.SerializeToUtf8Bytes(
            new ObservationBatchReceived { Observations = observations },
            TelescopeJson.Default.ObservationBatchReceived));

    private static ObservationMessage WriteCompressed(IReadOnlyList<ObservationReceived> observations)
    {
        var plain = WriteBulk(observations);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(plain.Body.Span);
        return plain with { Body = packed.ToArray(), ContentEncoding = Gzip };
    }
}
