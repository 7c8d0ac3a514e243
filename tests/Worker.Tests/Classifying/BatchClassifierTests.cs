using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;
using Xunit;

namespace Streaming.Worker.Tests.Classifying;

public sealed class BatchClassifierTests
{
    private static readonly BatchClassifier Classifier = ShippedModel.Classifier();

    [Fact]
    public void Outcomes_stand_in_the_order_of_the_batch()
    {
        var batch = new[]
        {
            Good("a"), Incoming(Bodies.Text("?")), Good("b"), Incoming(Bodies.With("alpha", "-9999")), Good("c"),
        };

        var outcomes = Classifier.Classify(batch);

        Assert.Equal(["a", null, "b", null, "c"], outcomes.Select(outcome => outcome.Classified?.ObservationId));
        Assert.Equal(
            [RejectionCode.NotJson, RejectionCode.Sentinel],
            outcomes.Select(outcome => outcome.Rejected).OfType<ObservationRejected>()
                .Select(rejected => rejected.Reasons[0].Code));
    }

    [Fact]
    public void A_classification_carries_its_probabilities_and_its_model()
    {
        var classified = Classifier.Classify([Good("a")])[0].Classified!;

        Assert.Equal(ObjectClass.Qso, classified.Class);
        Assert.Equal(classified.Probabilities.Qso, classified.Confidence);
        Assert.Equal(
            1, classified.Probabilities.Star + classified.Probabilities.Galaxy + classified.Probabilities.Qso, 1e-5);
        Assert.Equal(ShippedModel.Snapshot.Reference, classified.Model);
        Assert.Equal(["u", "g", "r", "i", "z", "redshift"], classified.Inputs);
        Assert.Equal(("visit-1", "apache-point"), (classified.VisitId, classified.Source));
    }

    [Fact]
    public void Equal_observations_have_events_with_equal_ids_and_others_have_others()
    {
        var outcomes = Classifier.Classify([Good("a"), Good("a"), Good("b")]);

        Assert.Equal(outcomes[0].EventId, outcomes[1].EventId);
        Assert.NotEqual(outcomes[0].EventId, outcomes[2].EventId);
    }

    [Fact]
    public void An_unreadable_body_is_kept_and_only_its_first_64_kibibytes()
    {
        var body = new byte[100_000];
        body[0] = 0xFF;

        var rejected = Classifier.Classify([Incoming(body)])[0].Rejected!;

        Assert.Equal(100_000, rejected.Received.Length);
        Assert.Equal("observations", rejected.Received.Queue);
        Assert.Equal(body[..ReceivedBody.MaximumBytes], Convert.FromBase64String(rejected.Received.Base64));
    }

    [Fact]
    public void A_faulty_field_is_not_reported_again_as_missing()
    {
        var rejected = Classifier.Classify([Incoming(Bodies.With("u", "\"bright\""))])[0].Rejected!;

        Assert.Equal(RejectionCode.WrongType, Assert.Single(rejected.Reasons).Code);
        Assert.Equal("one", rejected.ObservationId);
    }

    [Fact]
    public void A_number_beyond_a_double_is_not_finite()
    {
        var rejected = Classifier.Classify([Incoming(Bodies.With("u", "1e999"))])[0].Rejected!;

        Assert.Equal(RejectionCode.NotFinite, Assert.Single(rejected.Reasons).Code);
    }

    [Fact]
    public async Task Every_batch_is_classified_by_one_model_while_models_change()
    {
        var active = ShippedModel.Active();
        var classifier = new BatchClassifier(
            active, SmallModel.Scorer(), new DriftMonitor(active), TimeProvider.System);
        var other = ShippedModel.Renamed("another");
        var batch = Enumerable.Range(0, 20).Select(i => Good($"{i}")).ToList();
        using var enough = new CancellationTokenSource();
        var swapping = Task.Run(
            () =>
            {
                for (var next = other; !enough.IsCancellationRequested; next = active.Replace(next)!)
                {
                    Thread.Yield();
                }
            },
            TestContext.Current.CancellationToken);

        var versions = new HashSet<string>();
        for (var batches = 0; batches < 50 || versions.Count < 2; batches++)
        {
            versions.Add(Assert.Single(classifier.Classify(batch)
                .Select(outcome => outcome.Classified!.Model.Version)
                .Distinct()));
        }

        await enough.CancelAsync();
        await swapping;
        Assert.Equal(2, versions.Count);
    }

    [Fact]
    public void Without_a_model_it_throws_because_nothing_should_have_been_consumed()
    {
        var none = new Classification.Scoring.ActiveModel();
        var classifier = new BatchClassifier(none, SmallModel.Scorer(), new DriftMonitor(none), TimeProvider.System);

        Assert.Throws<InvalidOperationException>(() => classifier.Classify([Good("a")]));
    }

    [Fact]
    public void A_rejection_carries_what_could_be_read_of_whose_it_is()
    {
        var rejected = Classifier.Classify([Incoming(Bodies.With("u", "41"))])[0].Rejected!;

        Assert.Equal(RejectionCode.OutOfRange, Assert.Single(rejected.Reasons).Code);
        Assert.Equal(("one", "visit-1", "apache-point"), (rejected.ObservationId, rejected.VisitId, rejected.Source));

        var unnamed = Classifier.Classify([Incoming(Bodies.With("source", "[]"))])[0].Rejected!;
        Assert.Equal(("visit-1", null), (unnamed.VisitId, unnamed.Source));
    }

    private static IncomingMessage Good(string id) => Incoming(Bodies.Json(Bodies.Good(id)));

    private static IncomingMessage Incoming(byte[] body) => new(body, "application/json", "observations");
}
