using Streaming.Contracts;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Tests.Sky;

/// <summary>Outcomes as the batcher settles them.</summary>
internal static class Settled
{
    public static IReadOnlyList<Outcome> Of(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Outcome.Of(Classified(name, $"{name}-{i}"), trace: default))];

    public static Outcome Rejected(string? id, params string[] codes) => Outcome.Of(
        new ObservationRejected
        {
            ObservationId = id,
            Reasons = [.. codes.Select(code => new RejectionReason { Code = code, Message = $"u is {code}" })],
            Received = new ReceivedBody { Queue = "observations", Length = 0, Base64 = "" },
            RejectedAt = DateTimeOffset.UnixEpoch,
        },
        [],
        trace: default);

    public static ObjectClassified Classified(string name, string id) => new()
    {
        ObservationId = id,
        Class = name,
        Confidence = 0.9,
        Probabilities = new ClassProbabilities { Star = 0.9, Galaxy = 0.05, Qso = 0.05 },
        Model = new ModelReference { Version = "v", Sha256 = "0" },
        Inputs = ["u", "g", "r", "i", "z", "redshift"],
        Candidates = new CandidateClasses { Coverage = 0.95, Classes = [name] },
        Novelty = 0.5,
        ObservedAt = DateTimeOffset.UnixEpoch,
        ClassifiedAt = DateTimeOffset.UnixEpoch,
        Alpha = 118.66123,
        Delta = 39.642,
    };
}
