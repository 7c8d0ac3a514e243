using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Xunit;

namespace Streaming.Worker.Tests.Classifying;

/// <summary>Batches in which each observation has measured something else.</summary>
public sealed class MixedInputsTests
{
    private static readonly BatchClassifier Classifier = SmallModel.Classifier(SmallModel.Snapshot);

    [Fact]
    public void Each_is_answered_from_what_it_has_and_says_so()
    {
        var outcomes = Classifier.Classify(
        [
            Incoming(Bodies.Good("full")),
            Incoming(Bodies.With("redshift", "NaN")),
            Incoming(Bodies.With("u", "-9999")),
            Incoming(Bodies.Photometric("photometric")),
            Incoming(Bodies.Photometric("three bands") with { U = 99, Z = null }),
            Incoming(Bodies.With("redshift", "null")),
            Incoming(Bodies.Good("measured") with
            {
                Measurements = new Dictionary<string, double?> { ["psfMag_r"] = 21.5, ["w1"] = null },
            }),
        ]);

        Assert.Equal(
            [
                "u g r i z redshift", "u g r i z", "g r i", "u g r i z", "g r i", "u g r i z", "u g r i z redshift",
            ],
            outcomes.Select(outcome => string.Join(' ', outcome.Classified!.Inputs!)));
    }

    [Fact]
    public void Answers_stand_in_the_order_of_the_batch_and_are_those_of_each_alone()
    {
        ObservationReceived[] batch =
        [
            .. Enumerable.Range(0, 60).Select(i => (i % 4) switch
            {
                0 => Bodies.Good($"{i}") with { G = 22 + i / 60.0 },
                1 => Bodies.Photometric($"{i}") with { R = 21 + i / 60.0 },
                2 => Bodies.Photometric($"{i}") with { U = null, G = 22 + i / 60.0 },
                _ => Bodies.Photometric($"{i}") with { G = null },
            }),
        ];

        var outcomes = Classifier.Classify([.. batch.Select(Incoming)]);

        for (var i = 0; i < batch.Length; i++)
        {
            var alone = Classifier.Classify([Incoming(batch[i])])[0];
            Assert.Equal(outcomes[i].EventId, alone.EventId);
            Assert.Equal(i % 4 == 3, outcomes[i].Rejected is not null);
            Assert.Equal(outcomes[i].Classified?.Probabilities, alone.Classified?.Probabilities);
            Assert.Equal(outcomes[i].Classified?.Candidates, alone.Classified?.Candidates);
            Assert.Equal($"{i}", outcomes[i].Classified?.ObservationId ?? outcomes[i].Rejected!.ObservationId);
        }
    }

    [Fact]
    public void An_answer_has_its_candidates_and_its_novelty()
    {
        var classified = Classifier.Classify([Incoming(Bodies.Photometric())])[0].Classified!;

        Assert.Equal(0.95, classified.Candidates!.Coverage);
        Assert.Subset(ObjectClass.All.ToHashSet(), classified.Candidates.Classes.ToHashSet());
        Assert.InRange(classified.Novelty!.Value, 0.0001, 1);
        Assert.Null(classified.Priors);
    }

    [Fact]
    public void Candidates_are_taken_at_the_coverage_that_is_set()
    {
        var strict = SmallModel.Classifier(SmallModel.Snapshot, new ClassificationOptions { Coverage = 0.99 });

        var classified = strict.Classify([Incoming(Bodies.Photometric())])[0].Classified!;

        Assert.Equal(0.99, classified.Candidates!.Coverage);
    }

    [Theory]
    [InlineData("u g r", "u g r")]
    [InlineData("r i z redshift", "r i z redshift")]
    public void What_the_model_has_no_ensemble_for_is_rejected_with_what_was_measured(string measured, string told)
    {
        var rejected = Classifier.Classify([Incoming(With(measured.Split(' ')))])[0].Rejected!;

        var reason = Assert.Single(rejected.Reasons);
        Assert.Equal(
            (RejectionCode.InputsNotSupported, null, told), (reason.Code, reason.Field, reason.Value));
        Assert.Equal($"the model in use has no ensemble for {told}", reason.Message);
        Assert.Equal(("one", "visit-1", "apache-point"), (rejected.ObservationId, rejected.VisitId, rejected.Source));
    }

    [Theory]
    [InlineData("g r", "g r")]
    [InlineData("z redshift", "z")]
    [InlineData("redshift", "")]
    public void Too_few_bands_are_rejected_whatever_the_model(string measured, string told)
    {
        foreach (var model in (ModelSnapshot[])[SmallModel.Snapshot, SmallModel.Former])
        {
            var rejected = SmallModel.Classifier(model).Classify([Incoming(With(measured.Split(' ')))])[0].Rejected!;

            var reason = Assert.Single(rejected.Reasons);
            Assert.Equal((RejectionCode.TooFewBands, null, told), (reason.Code, reason.Field, reason.Value));
        }
    }

    [Fact]
    public void A_model_of_format_1_answers_what_has_everything_and_rejects_all_else_as_not_supported()
    {
        var former = SmallModel.Classifier(SmallModel.Former);

        var outcomes = former.Classify(
        [
            Incoming(Bodies.Good("full")),
            Incoming(Bodies.Photometric("photometric")),
            Incoming(Bodies.With("z", "99")),
        ]);

        var classified = outcomes[0].Classified!;
        Assert.Equal(["u", "g", "r", "i", "z", "redshift"], classified.Inputs);
        Assert.Null(classified.Candidates);
        Assert.Null(classified.Novelty);
        Assert.Equal(SmallModel.FormerVersion, classified.Model.Version);
        Assert.Equal(
            [
                (RejectionCode.InputsNotSupported, "u g r i z"),
                (RejectionCode.InputsNotSupported, "u g r i redshift"),
            ],
            outcomes.Skip(1).Select(outcome => Assert.Single(outcome.Rejected!.Reasons))
                .Select(reason => (reason.Code, reason.Value!)));
    }

    private static ObservationReceived With(string[] measured)
    {
        double? Kept(string name, double? value) => measured.Contains(name) ? value : null;

        var good = Bodies.Good();
        return good with
        {
            U = Kept("u", good.U),
            G = Kept("g", good.G),
            R = Kept("r", good.R),
            I = Kept("i", good.I),
            Z = Kept("z", good.Z),
            Redshift = Kept("redshift", good.Redshift),
        };
    }

    private static IncomingMessage Incoming(ObservationReceived observation) => Incoming(Bodies.Json(observation));

    private static IncomingMessage Incoming(byte[] body) => new(body, "application/json", "observations");
}
