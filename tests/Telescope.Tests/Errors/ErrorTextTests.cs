using System.Text;
using Streaming.Contracts;
using Streaming.Telescope.Errors;
using Xunit;

namespace Streaming.Telescope.Tests.Errors;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData("""{"observationId":"o-1","u":1}""", "o-1")]
    [InlineData("""{"u":1,"measurements":{"w1":1},"observationId":"o-1"}""", "o-1")]
    [InlineData("""{"messageType":["x"],"message":{"observationId":"o-1"}}""", "o-1")]
    [InlineData("""{"observations":[{"observationId":"o-1"}]}""", null)]
    [InlineData("""{"observationId":1}""", null)]
    [InlineData("""{"observationId":"o-1","u":tr""", "o-1")]
    [InlineData("""{"u":tr""", null)]
    [InlineData("", null)]
    public void The_id_of_an_observation_is_found_where_there_is_one_and_one_only(string body, string? id) =>
        Assert.Equal(id, ObservationIdOf.Body(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void JSON_is_shown_indented_and_can_do_nothing_to_a_terminal()
    {
        var text = Text("{\"a\":\"é\\u001b[31m\",\"b\":\"\u202e\u009b\"}");

        Assert.Contains("\n  \"a\": \"é\\u001b[31m\",\n", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\n  \"b\": \"\\u202e\\u009b\"\n", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Other_bodies_are_shown_as_bytes_and_not_all_of_them()
    {
        var text = Text("\u001b[2Jno JSON" + new string('x', 2_000));

        Assert.Contains("0000  1b 5b 32 4a 6e 6f 20 4a 53 4f 4e 78 78 78 78 78  .[2Jno JSONxxxxx", text, StringComparison.Ordinal);
        Assert.EndsWith("… cut; --json has all of it", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1, 4_000);
    }

    [Fact]
    public void A_header_is_shown_whatever_it_holds() => Assert.Contains(
        "header x-death: [{reason: expired, queue: observations, time: 1970-01-01T00:00:01Z}, "
        + "{reason: expired, queue: earlier}]",
        Text("{}", KeptMessages.Death("expired", "observations", 1)),
        StringComparison.Ordinal);

    private static string Text(string body, params (string, object?)[] headers) => ErrorText.Of(
        ErrorDetail.Of(SetAside.Of(KeptMessages.Of(ObservationsTopology.ErrorQueue, body, headers))));
}
