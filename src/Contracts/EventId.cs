using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Streaming.Contracts;

/// <summary>
/// Deterministic message ids, so that a subscriber recognises an event that was published twice (after a crash, say).
/// They are UUIDs of version 5 (RFC 9562, section 5.5): SHA-1 of a namespace and a name.
/// </summary>
public static class EventId
{
    private const int NamespaceBytes = 16;
    private const int LongestTime = 30;
    private const int OnStack = 1024;

    /// <summary>The UUID namespace of every id made here. Part of the wire contract: never changes.</summary>
    public static Guid Namespace { get; } = new("6f1c2c1e-5d0b-5f7a-9c36-2f0f6d0c7a51");

    /// <summary>
    /// Id of an <see cref="ObjectClassified"/>. Its name is the UTF-8 text of the observation's id, a line feed, the
    /// time of observation in UTC with seven decimals and <c>Z</c>, a line feed, and the model's SHA-256. The same
    /// observation has the same id again; classified by another model, it has another.
    /// </summary>
    /// <example>
    /// <c>OfClassification("sdss-1237660961327743232", 2026-11-23T20:15:30.25+01:00, "00…00" (64 zeros))</c>; the name
    /// is <c>sdss-1237660961327743232⏎2026-11-23T19:15:30.2500000Z⏎00…00</c> and the id
    /// <c>695f0f72-93be-5ac0-abe4-e99e08920aad</c>.
    /// </example>
    /// <param name="observationId">Identity of the observation.</param>
    /// <param name="observedAt">When the light was collected; the offset does not matter, the instant does.</param>
    /// <param name="modelSha256">The fingerprint of the model, 64 lower-case hexadecimal digits.</param>
    public static Guid OfClassification(string observationId, DateTimeOffset observedAt, string modelSha256)
    {
        // Ids have up to 128 characters, so this is enough for all but strangers' texts.
        var most = NamespaceBytes
            + Encoding.UTF8.GetMaxByteCount(observationId.Length + LongestTime + modelSha256.Length);
        var name = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        Utf8.TryWrite(
            name[NamespaceBytes..],
            CultureInfo.InvariantCulture,
            $"{observationId}\n{observedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}\n{modelSha256}",
            out var written);
        return Version5(name[..(NamespaceBytes + written)]);
    }

    /// <summary>
    /// Id of an <see cref="ObservationRejected"/>: its name is the SHA-256 of the body in lower-case hexadecimal.
    /// </summary>
    /// <param name="body">
    /// The message body, whole, as received; of an observation among others its own part of the body.
    /// </param>
    public static Guid OfRejection(ReadOnlySpan<byte> body) =>
        Version5(Convert.ToHexStringLower(SHA256.HashData(body)));

    /// <summary>
    /// Id of an <see cref="ObjectsClassified"/>: its name are the ids of its objects, in lower-case hexadecimal with
    /// hyphens, each followed by a line feed.
    /// </summary>
    /// <example>
    /// The objects <c>695f0f72-93be-5ac0-abe4-e99e08920aad</c> and <c>65ddabe2-1492-56a3-92d1-08a3ef93da29</c> give the
    /// name <c>695f0f72-93be-5ac0-abe4-e99e08920aad⏎65ddabe2-1492-56a3-92d1-08a3ef93da29⏎</c> and the id
    /// <c>2de677e2-7ee0-5b0e-a109-94a4e435422a</c>.
    /// </example>
    /// <param name="events">The objects' own ids, in their order.</param>
    public static Guid OfObjects(IEnumerable<Guid> events) =>
        Version5(string.Concat(events.Select(id => $"{id}\n")));

    private static Guid Version5(string name) =>
        Version5((byte[])[.. new byte[NamespaceBytes], .. Encoding.UTF8.GetBytes(name)]);

    // The name stands behind room for the namespace.
    [SuppressMessage("Security", "CA5350", Justification = "RFC 9562 fixes SHA-1 for version 5; it protects nothing.")]
    private static Guid Version5(Span<byte> name)
    {
        Namespace.TryWriteBytes(name, bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(name, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..NamespaceBytes], bigEndian: true);
    }
}
