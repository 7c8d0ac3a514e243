using System.Text;
using Streaming.Classification.Observations;

namespace Streaming.Classification.Tests.Observations;

/// <summary>
/// Found by fuzzing: half of a surrogate pair in the name of a member is JSON, and made the reader throw for the whole
/// batch. It hides nothing of the object that it stands in.
/// </summary>
public sealed class HalfCharacterTests
{
    private const string Envelope = "application/vnd.masstransit+json";
    private const string Rest =
        """ "observationId":"a","observedAt":"2026-01-15T20:00:00Z","alpha":1,"delta":2,"u":19,"g":18,"r":17 """;

    [Theory]
    // The first is what the fuzzer's minimiser left of it.
    [InlineData("""{"observations":[{"":"","obser\ud800":"","":1,"":5,"":9,"":3,"":7,"":0.5,"":""}],"":1}""", null, 1)]
    [InlineData("""{"observations":[{"observationI\ud800":1}]}""", null, 1)]
    [InlineData("""{"message\ud800":1}""", Envelope, 1)]
    [InlineData("""{"messageType":["urn:\ud800"],"message":{}}""", Envelope, 1)]
    [InlineData("""{"observations\ud800":[]}""", null, 1)]
    public void Such_a_message_is_rejected_with_a_reason(string body, string? contentType, int count)
    {
        var read = Read(body, contentType);

        Assert.Equal(count, read.Count);
        Assert.All(read, one => Assert.NotEmpty(one.Fault!.Reasons));
    }

    [Theory]
    [InlineData("{\"observation\\ud800\":1," + Rest + "}", null)]
    [InlineData("{" + Rest + ",\"\\udfffobservationId\":1}", null)]
    [InlineData("{\"observations\":[{\"alph\\ud800\":1," + Rest + "}]}", null)]
    [InlineData(
        "{\"messag\\ud800\":1,\"messageType\":[\"\\ud800\",\"urn:message:Streaming.Contracts:ObservationReceived\"],\"message\":{"
        + Rest + "}}",
        Envelope)]
    public void What_is_asked_for_is_found_beside_it(string body, string? contentType) =>
        Assert.Null(Assert.Single(Read(body, contentType)).Fault);

    private static List<ReadObservation> Read(string body, string? contentType)
    {
        var read = new List<ReadObservation>();
        new ObservationMessageReader().Read(Encoding.UTF8.GetBytes(body), contentType, null, read);
        return read;
    }
}
