using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Publishing;
using Streaming.Worker.Telemetry;
using Streaming.Worker.Tests.Sky;
using Xunit;

namespace Streaming.Worker.Tests.Publishing;

public sealed class EventsOptionsTests
{
    private static readonly IReadOnlyList<Outcome> Outcomes =
        [.. Settled.Of(ObjectClass.Star, 1_200), Settled.Rejected("x", RejectionCode.Missing)];

    [Fact]
    public void Every_outcome_is_an_event_of_its_own_unless_set_otherwise()
    {
        var events = new EventsOptions().Of(Outcomes).ToList();

        Assert.Equal(Outcomes.Select(outcome => outcome.EventId), events.Select(one => one.Id));
        Assert.All(events.Take(1_200), one => Assert.Null(((ObjectClassified)one.Message).EventId));
    }

    [Fact]
    public void In_bulk_up_to_500_objects_come_in_one_each_with_the_id_of_its_own_event_and_rejections_alone()
    {
        var events = new EventsOptions { Form = EventsOptions.Bulk }.Of(Outcomes).ToList();

        Assert.IsType<ObservationRejected>(events[0].Message);
        var bulk = events.Skip(1).Select(one => (ObjectsClassified)one.Message).ToList();
        Assert.Equal([500, 500, 200], bulk.Select(one => one.Objects.Count));
        Assert.Equal(
            Outcomes.SkipLast(1).Select(outcome => ((Guid?)outcome.EventId, outcome.Classified!.ObservationId)),
            bulk.SelectMany(one => one.Objects).Select(one => (one.EventId, one.ObservationId)));
    }

    [Fact]
    public void Objects_of_observations_that_were_sent_again_come_in_a_message_of_their_own_which_says_so()
    {
        var again = Outcomes.Select((outcome, place) => place % 3 == 0
            ? outcome with { Trace = ObservationTrace.OfMark("1 2026-11-29T21:04:05.123Z") }
            : outcome);

        var bulk = new EventsOptions { Form = EventsOptions.Bulk }.Of([.. again])
            .Where(one => one.Message is ObjectsClassified)
            .Select(one => (one.Trace.Resent, ((ObjectsClassified)one.Message).Objects.Count));

        Assert.Equal(
            [("1 2026-11-29T21:04:05.123Z", 400), (null, 500), (null, 300)], bulk);
    }

    [Fact]
    public void The_same_objects_again_are_the_same_event()
    {
        var options = new EventsOptions { Form = EventsOptions.Bulk };

        Assert.Equal(options.Of(Outcomes).Select(one => one.Id), options.Of(Outcomes).Select(one => one.Id));
        Assert.Equal(4, options.Of(Outcomes).Select(one => one.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("Bulk", null)]
    [InlineData("SINGLE", null)]
    [InlineData("many", "Events__Form is 'many', allowed are single, bulk and both")]
    [InlineData("", "Events__Form is '', allowed are single, bulk and both")]
    [InlineData("2", "Events__Form is '2', allowed are single, bulk and both")]
    public void Another_form_is_refused_with_its_value_and_what_is_allowed(string form, string? message) =>
        Assert.Equal(message, new EventsOptionsValidator().Validate(null, new EventsOptions { Form = form }).FailureMessage);

    [Fact]
    public void Both_are_both()
    {
        var events = new EventsOptions { Form = EventsOptions.Both }.Of(Outcomes).ToList();

        Assert.Equal(
            [("ObjectClassified", 1_200), ("ObservationRejected", 1), ("ObjectsClassified", 3)],
            events.CountBy(one => one.Message.GetType().Name).Select(one => (one.Key, one.Value)));
    }
}
