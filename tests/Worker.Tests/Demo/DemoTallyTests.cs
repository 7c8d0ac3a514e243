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
    public void It_counts_every_reason_of_a_rejection()
    {
        var tally = new DemoTally(_time);
        var reason = new RejectionReason { Code = RejectionCode.Missing, Field = "u", Message = "u is missing" };

        tally.Rejected(new ObservationRejected
        {
            Reasons = [reason, reason with { Field = "g" }],
            Received = new ReceivedBody { Queue = "observations", Length = 2, Base64 = "e30=" },
            RejectedAt = _time.GetUtcNow(),
        });

        Assert.Equal(1, tally.Figures().Rejected);
        Assert.Equal(new Dictionary<string, int> { ["u missing"] = 1, ["g missing"] = 1 }, tally.Figures().Reasons);
    }

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
