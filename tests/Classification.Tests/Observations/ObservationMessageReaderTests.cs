using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Streaming.Classification.Observations;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Classification.Tests.Observations;

public sealed class ObservationMessageReaderTests
{
    private const string Envelope = "application/vnd.masstransit+json";

    private const string Good =
        """
        {"observationId":"a","observedAt":"2026-01-15T20:00:00Z","alpha":12.5,"delta":-3.25,"g":18.2,"r":17.3,"i":16.4}
        """;

    private readonly ObservationMessageReader _reader = new();

    [Fact]
    public void Many_observations_are_read_as_each_of_them_alone()
    {
        var night = new SimulatedNight(new NightOptions { Seed = 3, PhotometricShare = 0.5, FaultyShare = 0.1 });
        byte[][] bodies =
        [
            .. night.Observe(2_000)
                .Select(made => JsonSerializer.SerializeToUtf8Bytes(made.Observation, JsonSerializerOptions.Web)),
        ];

        var many = Read(Many(bodies));

        Assert.Equal(Enumerable.Range(0, bodies.Length), many.Select(one => one.Position!.Value));
        Assert.InRange(many.Count(one => one.Fault is not null), 100, 300);
        foreach (var (body, one) in bodies.Zip(many))
        {
            var alone = Assert.Single(Read(body));
            Assert.Null(alone.Position);
            Assert.Equal(body, one.Body.ToArray());
            Assert.Equal(alone.Valid, one.Valid);
            Assert.Equal(alone.Fault?.Reasons, one.Fault?.Reasons);
            Assert.Equal(alone.Fault?.Read.ObservationId, one.Fault?.Read.ObservationId);
        }
    }

    [Theory]
    [InlineData("""{"observations":[GOOD,7,GOOD]}""")]
    [InlineData("""{"night":1,"observations":[GOOD,7,GOOD]}""")]
    [InlineData("""{"observations":[GOOD,7,GOOD],"night":{"observations":[]}}""")]
    [InlineData("""{"observations":[],"observations":[GOOD,7,GOOD]}""")]
    [InlineData("\ufeff {\"observations\" : [ GOOD , 7 , GOOD ] } ")]
    [InlineData("""{"\u006fbservations":[GOOD,7,GOOD]}""")]
    [InlineData("""{"observations":[GOOD,7,GOOD],"night":NaN}""")]
    public void What_stands_beside_them_does_not_matter(string body)
    {
        var read = Read(Text(body));

        Assert.Equal([null, RejectionCode.NotAnObservation, null], read.Select(Code));
        Assert.Equal([0, 1, 2], read.Select(one => one.Position!.Value));
        Assert.Equal("7", Encoding.UTF8.GetString(read[1].Body.Span));
        Assert.Equal("a", read[2].Valid.Id);
    }

    [Theory]
    [InlineData("""{"observations":[GOOD,GOOD""", RejectionCode.NotJson)]
    [InlineData("""{"observations":[GOOD,GOOD]} x""", RejectionCode.NotJson)]
    [InlineData("""{"observations":[]}""", RejectionCode.OutOfRange)]
    public void A_message_that_is_at_fault_is_one_rejection_of_all_of_it(string body, string code)
    {
        var one = Assert.Single(Read(Text(body)));

        Assert.Equal(code, Code(one));
        Assert.Null(one.Position);
        Assert.Equal(Text(body), one.Body.ToArray());
    }

    [Fact]
    public void Up_to_five_thousand_are_taken_and_no_more()
    {
        var good = Encoding.UTF8.GetBytes(Good);

        Assert.Equal(5_000, Read(Many([.. Enumerable.Repeat(good, 5_000)])).Count);
        var reason = Assert.Single(Assert.Single(
            Read(Many([.. Enumerable.Repeat(good, 5_001)]))).Fault!.Reasons);
        Assert.Equal(
            ("observations", "observations has 5001 entries, allowed: 1 to 5000"), (reason.Field, reason.Message));
    }

    [Fact]
    public void A_million_of_nothing_are_one_rejection_made_without_looking_at_each()
    {
        var body = Text($"{{\"observations\":[{string.Join(',', Enumerable.Repeat("{}", 1_000_000))}]}}");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var one = Assert.Single(Read(body));

        Assert.Equal(RejectionCode.OutOfRange, Code(one));
        // Each alone would be half a kilobyte of reasons.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Fact]
    public void An_observation_may_have_a_field_of_that_name_that_is_no_array()
    {
        var one = Assert.Single(Read(Text(Good.Replace("{", "{\"observations\":3,", StringComparison.Ordinal))));

        Assert.Equal(("a", (int?)null), (one.Valid.Id, one.Position));
    }

    [Theory]
    [InlineData("ObservationBatchReceived", """{"observations":[GOOD,GOOD]}""", 2)]
    [InlineData("ObservationReceived", "GOOD", 1)]
    public void An_envelope_may_hold_one_or_many(string name, string message, int count)
    {
        var body = Text($$"""{"messageType":["urn:message:Streaming.Contracts:{{name}}"],"message":{{message}}}""");

        Assert.Equal(Enumerable.Repeat("a", count), Read(body, contentType: Envelope).Select(one => one.Valid.Id));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_fault_even_where_nobody_reads_them()
    {
        var body = Text(Good.Replace("{", "{\"other\":\"?\",", StringComparison.Ordinal));
        body[Array.IndexOf(body, (byte)'?')] = 0xff;

        Assert.Equal(RejectionCode.NotJson, Code(Assert.Single(Read(body))));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    public void A_packed_body_is_unpacked(string encoding)
    {
        var body = Many([.. Enumerable.Range(0, 700).Select(_ => Encoding.UTF8.GetBytes(Good))]);

        var read = Read(Packed(body, encoding), encoding: encoding);

        Assert.Equal(700, read.Count(one => one.Valid.Id == "a"));
        Assert.Equal(Encoding.UTF8.GetBytes(Good), read[699].Body.ToArray());
    }

    [Fact]
    public void Deflate_without_the_header_of_zlib_is_unpacked_too()
    {
        var packed = new MemoryStream();
        using (var packing = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(Encoding.UTF8.GetBytes(Good));
        }

        Assert.Equal("a", Assert.Single(Read(packed.ToArray(), encoding: "deflate")).Valid.Id);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("identity")]
    [InlineData("")]
    public void Another_content_encoding_is_not_looked_at(string encoding)
    {
        Assert.Equal("a", Assert.Single(Read(Text(Good), encoding: encoding)).Valid.Id);
    }

    [Theory]
    [InlineData("gzip", "is not packed")]
    [InlineData("deflate", "is not packed")]
    public void A_body_that_is_not_what_its_encoding_says_is_kept_as_it_came(string encoding, string body)
    {
        var one = Assert.Single(Read(Text(body), encoding: encoding));

        Assert.Equal(RejectionCode.NotUnpacked, Code(one));
        Assert.Equal(Text(body), one.Body.ToArray());
    }

    [Fact]
    public void A_packed_body_that_was_cut_is_a_fault()
    {
        var packed = Packed(Many([.. Enumerable.Repeat(Encoding.UTF8.GetBytes(Good), 100)]), "gzip");

        Assert.NotNull(Assert.Single(Read(packed[..(packed.Length / 2)], encoding: "gzip")).Fault);
    }

    [Fact]
    public void A_small_body_that_would_unpack_to_more_than_16_mebibytes_is_not_unpacked()
    {
        var largest = new byte[PackedBody.MostBytes + 1];
        largest.AsSpan().Fill((byte)' ');

        Assert.Equal(
            [RejectionCode.NotUnpacked, RejectionCode.NotJson],
            [Code(Packed(largest, "gzip")), Code(Packed(largest[..^1], "gzip"))]);

        string? Code(byte[] packed) =>
            ObservationMessageReaderTests.Code(Assert.Single(Read(packed, encoding: "gzip")));
    }

    private static byte[] Text(string text) =>
        Encoding.UTF8.GetBytes(text.Replace("GOOD", Good.Trim(), StringComparison.Ordinal));

    private static byte[] Many(IReadOnlyList<byte[]> bodies) => Encoding.UTF8.GetBytes(
        $"{{\"observations\":[{string.Join(',', bodies.Select(Encoding.UTF8.GetString))}]}}");

    private static byte[] Packed(byte[] body, string encoding)
    {
        var packed = new MemoryStream();
        using (Stream packing = encoding == "deflate"
            ? new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(body);
        }

        return packed.ToArray();
    }

    private static string? Code(ReadObservation one) => one.Fault?.Reasons[0].Code;

    private List<ReadObservation> Read(byte[] body, string? contentType = null, string? encoding = null)
    {
        var read = new List<ReadObservation>();
        _reader.Read(body, contentType, encoding, read);
        return read;
    }
}
