using Microsoft.Extensions.Time.Testing;
using Streaming.Contracts;
using Streaming.Simulation;
using Streaming.Worker.Demo;
using Xunit;

namespace Streaming.Worker.Tests.Demo;

public sealed class DemoTallyTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void It_compares_with_the_truth_and_takes_the_time_of_each_answer()
    {
        var tally = new DemoTally(_time);
        tally.Published(new SimulatedObservation(Bodies.Good("a"), ObjectClass.Qso));
        tally.Published(new SimulatedObservation(Bodies.Good("b"), ObjectClass.Star));
        _time.Advance(TimeSpan.FromMilliseconds(10));
        tally.Classified(Classified("a", ObjectClass.Qso));
        _time.Advance(TimeSpan.FromMilliseconds(30));
        tally.Classified(Classified("b", ObjectClass.Galaxy));

        var figures = tally.Figures();

        Assert.Equal((2, 1, 0), (figures.Classified, figures.Agreeing, figures.Rejected));
        Assert.Equal((10, 40), (figures.P50, figures.P99));
        Assert.Equal(50, figures.PerSecond);
        Assert.Equal((0, 1, 1), (figures.Classes["STAR"], figures.Classes["GALAXY"], figures.Classes["QSO"]));
    }

    [Fact]
    public void It_counts_what_was_classified_with_a_redshift_and_without_apart()
    {
        var tally = new DemoTally(_time);
        (string Id, string[]? Inputs, string Class)[] answers =
        [
            ("a", ["u", "g", "r", "i", "z", "redshift"], ObjectClass.Star), ("b", ["g", "r", "i"], ObjectClass.Qso),
            ("c", ["u", "g", "r", "i", "z"], ObjectClass.Star),
            // A worker of the former contract does not tell, and has used all.
            ("d", null, ObjectClass.Galaxy),
        ];
        foreach (var (id, inputs, @class) in answers)
        {
            tally.Published(new SimulatedObservation(Bodies.Good(id), ObjectClass.Star));
            tally.Classified(Classified(id, @class) with { Inputs = inputs });
        }

        Assert.Equal([new("spectroscopic", 2, 1), new("photometric", 2, 1)], tally.Figures().Kinds);
        Assert.Equal((4, 2), (tally.Figures().Classified, tally.Figures().Agreeing));
    }

    [Fact]
    public void It_counts_candidates_those_that_hold_the_truth_and_novel_objects()
    {
        var tally = new DemoTally(_time);
        (string Id, string[] Candidates, double Novelty)[] answers =
        [
            ("a", [ObjectClass.Star], 0.5), ("b", [ObjectClass.Galaxy, ObjectClass.Qso], 0.01),
            ("c", [ObjectClass.Galaxy, ObjectClass.Star], 0.009), ("d", [], 0.001),
        ];
        foreach (var (id, candidates, novelty) in answers)
        {
            tally.Published(new SimulatedObservation(Bodies.Good(id), ObjectClass.Star));
            tally.Classified(Classified(id, ObjectClass.Star) with
            {
                Candidates = new CandidateClasses { Coverage = 0.99, Classes = candidates },
                Novelty = novelty,
            });
        }

        var figures = tally.Figures();
        Assert.Equal([(0, 1), (1, 1), (2, 2)], figures.Candidates);
        Assert.Equal((2, 0.99, 2), (figures.Covered, figures.Coverage, figures.Novel));
    }

    [Fact]
    public void A_model_that_tells_neither_candidates_nor_novelty_leaves_both_unknown()
    {
        var tally = new DemoTally(_time);
        tally.Published(new SimulatedObservation(Bodies.Good("a"), ObjectClass.Qso));
        tally.Classified(Classified("a", ObjectClass.Qso));

        var figures = tally.Figures();

        Assert.Empty(figures.Candidates);
        Assert.Null(figures.Coverage);
        Assert.Null(figures.Novel);
    }

    [Fact]
    public void A_rejected_observation_without_an_id_is_an_answer_like_any_other()
    {
        var tally = new DemoTally(_time);
        var answers = 0;
        tally.OnAnswer = () => answers++;
        tally.Published(new SimulatedObservation(Bodies.Good("a") with { ObservationId = null }, ObjectClass.Qso));
        tally.Published(new SimulatedObservation(Bodies.Good("b"), ObjectClass.Qso));

        tally.Rejected(Rejected(id: null, Missing("observationId")));
        tally.Rejected(Rejected("b", Missing("observedAt")));

        Assert.Equal((2, 2, 2), (answers, tally.Figures().Rejected, tally.Figures().Answered));
    }

    [Fact]
    public void It_counts_every_reason_of_a_rejection()
    {
        var tally = new DemoTally(_time);
        var tooFew = new RejectionReason { Code = RejectionCode.TooFewBands, Message = "no band is measured" };

        tally.Rejected(Rejected("a", Missing("alpha"), Missing("delta"), tooFew));

        Assert.Equal(1, tally.Figures().Rejected);
        Assert.Equal(
            new Dictionary<string, int> { ["alpha missing"] = 1, ["delta missing"] = 1, ["too_few_bands"] = 1 },
            tally.Figures().Reasons);
    }

    private static RejectionReason Missing(string field) =>
        new() { Code = RejectionCode.Missing, Field = field, Message = $"{field} is missing" };

    private ObservationRejected Rejected(string? id, params RejectionReason[] reasons) => new()
    {
        ObservationId = id,
        Reasons = reasons,
        Received = new ReceivedBody { Queue = "observations", Length = 2, Base64 = "e30=" },
        RejectedAt = _time.GetUtcNow(),
    };

    private ObjectClassified Classified(string id, string @class) => new()
    {
        ObservationId = id,
        Class = @class,
        Confidence = 1,
        Probabilities = new ClassProbabilities { Star = 0, Galaxy = 0, Qso = 1 },
        Model = ShippedModel.Snapshot.Reference,
        ObservedAt = _time.GetUtcNow(),
        ClassifiedAt = _time.GetUtcNow(),
        Alpha = 1,
        Delta = 1,
    };
}
