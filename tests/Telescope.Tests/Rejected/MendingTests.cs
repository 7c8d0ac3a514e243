using System.Text;
using Streaming.Contracts;
using Streaming.Telescope.Rejected;
using Xunit;

namespace Streaming.Telescope.Tests.Rejected;

public sealed class MendingTests
{
    [Theory]
    [InlineData("u=null", """{"u":"-9999","g":1.50}""", """{"u":null,"g":1.50}""")]
    [InlineData("redshift=0.1", """{"u":1}""", """{"u":1,"redshift":0.1}""")]
    [InlineData("source=wide field", """{"u":1}""", """{"u":1,"source":"wide field"}""")]
    [InlineData("visitId=\"7\"", """{"visitId":7}""", """{"visitId":"7"}""")]
    [InlineData("measurements.w1=null", """{"measurements":{"w1":"x","w2":1}}""", """{"measurements":{"w1":null,"w2":1}}""")]
    [InlineData("measurements.w1=2", """{"u":1}""", """{"u":1,"measurements":{"w1":2}}""")]
    [InlineData("u=null", """{"u":99,"observationId":"é+<"}""", """{"u":null,"observationId":"é+<"}""")]
    [InlineData("u=null", """{"u":99,"g":NaN,"r":-Infinity}""", """{"u":null,"g":null,"r":null}""")]
    [InlineData("u=null", """{"messageType":["x"],"message":{"u":99}}""", """{"messageType":["x"],"message":{"u":null}}""")]
    [InlineData("u=null", """{"observations":[{"u":99}]}""", """{"observations":[{"u":null}]}""")]
    public void A_field_gets_its_value_and_all_else_stays(string change, string body, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Mend(body, change).Body!));

    [Theory]
    [InlineData("not JSON", "it is not JSON")]
    [InlineData("[1]", "it is not an observation")]
    [InlineData("null", "it is not an observation")]
    [InlineData("""{"observations":[{"u":1},{"u":2}]}""", "it holds many observations")]
    [InlineData("""{"observations":5}""", "it holds many observations")]
    [InlineData("""{"u":1,"u":2}""", "it has a field twice")]
    public void What_cannot_be_mended_says_why(string body, string why) => Assert.Equal(why, Mend(body, "u=null").WhyNot);

    [Fact]
    public void Without_a_change_a_body_goes_as_it_came_whatever_it_is()
    {
        Assert.Equal("not JSON", Encoding.UTF8.GetString(Mend("not JSON").Body!));
        Assert.Equal("observations_bulk", MendFrom(ObservationsTopology.BulkQueue, null, "{}").Route.Queue);
        // One of many was cut out of its message, and comes alone.
        Assert.Equal("observations", MendFrom(ObservationsTopology.BulkQueue, 3, "{}").Route.Queue);
    }

    [Fact]
    public void What_was_cut_cannot_be_sent() => Assert.Equal(
        "it was cut at 64 KiB", new Mending([]).Of(Rejection("{}") with
        {
            Received = Rejection("{}").Received with { Length = 70_000 },
        }).WhyNot);

    [Fact]
    public void What_changed_is_told_with_its_former_value() => Assert.Equal(
        [("u", "\"-9999\"", "null"), ("redshift", null, "0.1")],
        Mend("""{"u":"-9999"}""", "u=null", "redshift=0.1").Changes);

    [Theory]
    [InlineData("u=null", "sentinel", "u", true)]
    [InlineData("u=null", "sentinel", "alpha", false)]
    [InlineData("u=22.5", "too_few_bands", null, true)]
    [InlineData("u=null", "too_few_bands", null, false)]
    [InlineData("u=null", "not_json", null, false)]
    public void A_change_answers_a_fault_of_its_field(string change, string code, string? field, bool answers) =>
        Assert.Equal(answers, new Mending([FieldChange.Parse(change)!]).Answers(
            new RejectionReason { Code = code, Field = field, Message = "m" }));

    [Theory]
    [InlineData("u")]
    [InlineData("U=1")]
    [InlineData("mag=1")]
    [InlineData("measurements.=1")]
    [InlineData("=1")]
    public void What_names_no_field_is_no_change(string text) => Assert.Null(FieldChange.Parse(text));

    [Theory]
    [InlineData("sentinel", "-9999", "sentinel", true)]
    [InlineData("wrong_type", "\"-9999\"", "sentinel", true)]
    [InlineData("wrong_type", "\"bright\"", "sentinel", false)]
    [InlineData("out_of_range", "77.5", "sentinel", false)]
    [InlineData("out_of_range", "77.5", "out_of_range", true)]
    public void A_mark_for_not_measured_is_one_whatever_it_was_rejected_for(
        string code, string value, string asked, bool isOf) => Assert.Equal(isOf, Telescope.Rejected.Rejection.IsOf(
        new RejectionReason { Code = code, Field = "u", Value = value, Message = "m" }, asked));

    [Fact]
    public void The_observation_of_an_envelope_is_exported_alone()
    {
        Assert.Equal("""{"u":1}""", new Mending([]).Line(Rejection("""{"messageType":["x"],"message":{"u":1}}""")));
        Assert.Null(new Mending([]).Line(Rejection("not JSON")));
    }

    private static Mended Mend(string body, params string[] changes) =>
        MendFrom(ObservationsTopology.Queue, null, body, changes);

    private static Mended MendFrom(string queue, int? position, string body, params string[] changes) =>
        new Mending([.. changes.Select(change => FieldChange.Parse(change)!)]).Of(Rejection(body) with
        {
            Position = position,
            Received = Rejection(body).Received with { Queue = queue },
        });

    private static ObservationRejected Rejection(string body) => new()
    {
        Reasons = [new RejectionReason { Code = RejectionCode.Sentinel, Field = "u", Message = "m" }],
        Received = new ReceivedBody
        {
            Queue = ObservationsTopology.Queue,
            Length = Encoding.UTF8.GetByteCount(body),
            Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)),
        },
        RejectedAt = DateTimeOffset.UnixEpoch,
    };
}
