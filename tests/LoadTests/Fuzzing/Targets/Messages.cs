using System.IO.Compression;
using System.Text;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>Good messages of every kind, and the words that they are made of.</summary>
internal static class Messages
{
    private const string One =
        """{"observationId":"a-1","observedAt":"2026-01-15T20:00:00.5Z","alpha":185.1,"delta":-0.5,"u":19.4,"g":18.2,"r":17.6,"i":17.3,"z":17.1,"redshift":0.05,"visitId":"v","source":"s"}""";

    private const string Two =
        """
        { "observedAt": "2026-01-15T20:00:00+02:00", "observationId": "ü \u00e9 \"", "alpha": 0, "delta": 90,
          "g": 18.2, "r": -9999, "i": 17.3, "z": NaN, "u": 20, "measurements": {"psfMag_r": 17.5, "x": null}, "more": [1, {}] }
        """;

    private const string Three =
        """{"observationId":1,"observedAt":"yesterday","alpha":360,"delta":null,"u":"bright","g":true,"r":[],"i":99}""";

    public static IReadOnlyList<byte[]> Single { get; } = [.. new[] { One, Two, Three }.Select(Encoding.UTF8.GetBytes)];

    public static IReadOnlyList<byte[]> Bulk { get; } =
    [
        .. new[]
        {
            $$"""{"observations":[{{One}},{{One}},{{Two}}]}""", $$"""{"observations":[{{Three}},{{One}}],"more":1}""",
            $$"""{"visitId":"v","observations":[{{One}}]}""", """{"observations":[]}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static IReadOnlyList<byte[]> Envelopes { get; } =
    [
        .. new[]
        {
            $$$"""{"messageId":"1","messageType":["urn:message:Streaming.Contracts:ObservationReceived"],"message":{{{One}}}}""",
            $$$"""{"messageType":["urn:message:Streaming.Contracts:ObservationBatchReceived"],"message":{"observations":[{{{One}}}]}}""",
            $$"""{"messageType":["urn:message:Other"],"message":{{Two}},"headers":{"a":1} }""", """{"message":null}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "null", "NaN", "-Infinity", "{", "}", "[", "]", "\"", "\\u0000", "\\ud800", ",", ":", "-9999", "\"observations\":[",
            "\"message\":{", "\"measurements\":{", "\"alpha\":", "\uFEFF", "2026-13-45T99:99:99Z", "1e999", "/*", "\0",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ];

    /// <summary>Packed with gzip, zlib and deflate.</summary>
    public static IReadOnlyList<byte[]> Packed { get; } =
    [
        .. Single.Concat(Bulk).SelectMany(body => new[]
        {
            Pack(body, into => new GZipStream(into, CompressionLevel.Fastest)),
            Pack(body, into => new ZLibStream(into, CompressionLevel.Fastest)),
            Pack(body, into => new DeflateStream(into, CompressionLevel.Fastest)),
        }),
        // A bomb: 32 MiB of nothing.
        Pack(new byte[32 << 20], into => new GZipStream(into, CompressionLevel.Fastest)),
    ];

    public static byte[] Pack(byte[] body, Func<Stream, Stream> packing)
    {
        using var packed = new MemoryStream();
        using (var stream = packing(packed))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }
}
