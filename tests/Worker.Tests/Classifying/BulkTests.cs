using System.Text;
using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Xunit;

namespace Streaming.Worker.Tests.Classifying;

/// <summary>Messages of many observations, beside messages of one.</summary>
public sealed class BulkTests
{
    private readonly BatchClassifier _classifier = SmallModel.Classifier(SmallModel.Snapshot);

    [Fact]
    public void Each_observation_of_a_message_has_the_outcome_that_it_has_alone()
    {
        byte[][] bodies =
        [
            Bodies.Json(Bodies.Good("a")), Bodies.With("u", "41"), Bodies.Json(Bodies.Photometric("b")), Bodies.Text("[]"),
        ];

        var alone = _classifier.Classify([.. bodies.Select(body => Incoming(body))]);
        var together = _classifier.Classify([Incoming(Many(bodies))]);

        Assert.Equal(alone.Select(one => one.EventId), together.Select(one => one.EventId));
        Assert.Equal(["a", "b"], together.Select(one => one.Classified?.ObservationId).OfType<string>());
        Assert.Equal([1, 3], together.Select(one => one.Rejected?.Position).OfType<int>());
        Assert.All(
            bodies.Zip(together).Where(one => one.Second.Rejected is not null),
            one => Assert.Equal(one.First, Convert.FromBase64String(one.Second.Rejected!.Received.Base64)));
    }

    [Fact]
    public void Outcomes_of_messages_of_one_and_of_many_stand_in_their_order()
    {
        var outcomes = _classifier.Classify(
        [
            Incoming(Bodies.Json(Bodies.Good("a"))),
            Incoming(Many(Bodies.Json(Bodies.Good("b")), Bodies.Json(Bodies.Good("c")))),
            Incoming(Bodies.Json(Bodies.Good("d"))),
        ]);

        Assert.Equal(["a", "b", "c", "d"], outcomes.Select(one => one.Classified!.ObservationId));
    }

    [Fact]
    public void An_observation_among_others_that_the_model_has_no_ensemble_for_is_rejected_with_its_own_body()
    {
        var body = Bodies.Json(Bodies.Good("a") with { G = null, R = null, Redshift = null });

        var outcomes = _classifier.Classify([Incoming(Many(Bodies.Json(Bodies.Good("b")), body))]);

        var rejected = outcomes[1].Rejected!;
        Assert.Equal(RejectionCode.InputsNotSupported, Assert.Single(rejected.Reasons).Code);
        Assert.Equal(
            (1, body.Length, "application/json", "a"),
            (rejected.Position, rejected.Received.Length, rejected.Received.ContentType, rejected.ObservationId));
        Assert.Equal(body, Convert.FromBase64String(rejected.Received.Base64));
    }

    [Fact]
    public void A_body_that_cannot_be_unpacked_is_kept_with_its_encoding()
    {
        var rejected = _classifier.Classify(
            [Incoming(Bodies.Text("not packed")) with { ContentEncoding = "gzip", ContentType = "text/json" }])[0].Rejected!;

        Assert.Equal(RejectionCode.NotUnpacked, Assert.Single(rejected.Reasons).Code);
        Assert.Equal(
            ("gzip", "text/json", (int?)null),
            (rejected.Received.ContentEncoding, rejected.Received.ContentType, rejected.Position));
    }

    private static byte[] Many(params byte[][] bodies) =>
        Bodies.Text($"{{\"observations\":[{string.Join(',', bodies.Select(Encoding.UTF8.GetString))}]}}");

    private static IncomingMessage Incoming(byte[] body) =>
        new(body, "application/json", ObservationsTopology.Queue);
}
