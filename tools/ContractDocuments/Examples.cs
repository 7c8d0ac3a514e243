using System.Text;
using Streaming.Contracts;

namespace Streaming.ContractDocuments;

/// <summary>The examples of the schemas: messages as they pass, of a few observations and one model.</summary>
internal static class Examples
{
    private static readonly DateTimeOffset Observed = new(2026, 11, 23, 20, 15, 30, 250, TimeSpan.FromHours(1));
    private static readonly DateTimeOffset Decided = new DateTimeOffset(2026, 11, 23, 19, 15, 30, TimeSpan.Zero)
        .AddTicks(4_127_065);

    private static readonly DateTimeOffset Promoted = new(2026, 11, 23, 14, 5, 0, TimeSpan.Zero);

    private static readonly ModelReference Model = new()
    {
        Version = "20261123T140000Z-1a2b3c4d",
        Sha256 = "1a2b3c4d".PadRight(64, '0'),
    };

    private static readonly ObservationReceived Observation = new()
    {
        ObservationId = "sdss-1237660961327743232",
        ObservedAt = Observed,
        Alpha = 118.66,
        Delta = 39.642,
        U = 22.857,
        G = 22.188,
        R = 21.355,
        I = 21.265,
        Z = 20.939,
        Redshift = 1.174,
        VisitId = "visit-1",
        Source = "apache-point",
    };

    private static readonly ObservationReceived Photometric = new()
    {
        ObservationId = "wide-field-2026-11-23-000417",
        ObservedAt = Observed,
        Alpha = 118.701,
        Delta = 39.588,
        G = 20.513,
        R = 19.204,
        I = 18.611,
        Z = 18.257,
        Measurements = new Dictionary<string, double?> { ["psfMag_r"] = 19.871, ["cModelMag_r"] = 19.204 },
        VisitId = "visit-1",
        Source = "wide-field",
    };

    private static readonly ObjectClassified Certain = new()
    {
        ObservationId = Observation.ObservationId!,
        Class = ObjectClass.Qso,
        Confidence = 0.9731,
        Probabilities = new ClassProbabilities { Star = 0.0002, Galaxy = 0.0267, Qso = 0.9731 },
        Model = Model,
        Inputs = ["u", "g", "r", "i", "z", "redshift"],
        Candidates = new CandidateClasses { Coverage = 0.95, Classes = [ObjectClass.Qso] },
        Novelty = 0.3172,
        ObservedAt = Observed,
        ClassifiedAt = Decided,
        VisitId = "visit-1",
        Source = "apache-point",
        Alpha = 118.66,
        Delta = 39.642,
    };

    private static readonly ObjectClassified Undecided = new()
    {
        ObservationId = Photometric.ObservationId!,
        Class = ObjectClass.Star,
        Confidence = 0.6284,
        Probabilities = new ClassProbabilities { Star = 0.6284, Galaxy = 0.3693, Qso = 0.0023 },
        Model = Model,
        Inputs = ["g", "r", "i", "z"],
        Candidates = new CandidateClasses { Coverage = 0.95, Classes = [ObjectClass.Galaxy, ObjectClass.Star] },
        Novelty = 0.0816,
        Priors = "wide-field",
        ObservedAt = Observed,
        ClassifiedAt = Decided,
        VisitId = "visit-1",
        Source = "wide-field",
        Alpha = 118.701,
        Delta = 39.588,
    };

    private static readonly byte[] TwoBands = """
        {"observationId":"wide-field-2026-11-23-000418","observedAt":"2026-11-23T19:15:30Z","alpha":118.66,
        "delta":39.64,"u":-9999,"g":22.2,"r":21.4,"i":99,"z":null,"visitId":"visit-1","source":"wide-field"}
        """u8.ToArray();

    private static readonly byte[] ThreeBands = """
        {"observationId":"wide-field-2026-11-23-000419","observedAt":"2026-11-23T19:15:30Z","alpha":118.66,
        "delta":39.64,"g":22.2,"r":21.4,"i":21.3,"visitId":"visit-1","source":"wide-field"}
        """u8.ToArray();

    private static readonly byte[] Greeting = Encoding.UTF8.GetBytes("hello");

    /// <summary>The examples of each message.</summary>
    public static IReadOnlyList<IReadOnlyList<object>> All { get; } =
    [
        [Observation, Photometric],
        [new ObservationBatchReceived { Observations = [Observation, Photometric] }],
        [Certain, Undecided],
        [new ObjectsClassified { Objects = [WithId(Certain), WithId(Undecided)] }],
        [
            new ObservationRejected
            {
                ObservationId = "wide-field-2026-11-23-000418",
                VisitId = "visit-1",
                Source = "wide-field",
                Reasons =
                [
                    new RejectionReason
                    {
                        Code = RejectionCode.TooFewBands,
                        Value = "g r",
                        Message = "only g r of the bands are measured, at least 3 are needed",
                    },
                ],
                Received = Received(TwoBands, "application/json"),
                RejectedAt = Decided,
            },
            new ObservationRejected
            {
                ObservationId = "wide-field-2026-11-23-000419",
                VisitId = "visit-1",
                Source = "wide-field",
                Position = 418,
                Reasons =
                [
                    new RejectionReason
                    {
                        Code = RejectionCode.InputsNotSupported,
                        Value = "g r i",
                        Message = "the model in use has no ensemble for g r i",
                    },
                ],
                Received = Received(ThreeBands, "application/json") with { Queue = ObservationsTopology.BulkQueue },
                RejectedAt = Decided,
            },
            new ObservationRejected
            {
                Reasons =
                [
                    new RejectionReason
                    {
                        Code = RejectionCode.NotJson,
                        Message = "the body is not JSON: line 1, byte 1",
                    },
                ],
                Received = Received(Greeting, contentType: null),
                RejectedAt = Decided,
            },
            new ObservationRejected
            {
                Reasons =
                [
                    new RejectionReason
                    {
                        Code = RejectionCode.NotUnpacked,
                        Value = "gzip",
                        Message = "the body is not gzip, as its content encoding says",
                    },
                ],
                Received = Received(Greeting, "application/json") with { ContentEncoding = "gzip" },
                RejectedAt = Decided,
            },
        ],
        [
            new ObservationLabelled
            {
                Observation = Observation with { VisitId = null, Source = null },
                Class = ObjectClass.Qso,
                LabelledAt = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero),
                LabelledBy = "boss-spectrograph",
            },
        ],
        [
            new ModelPromoted
            {
                Model = Model,
                Metrics = new Dictionary<string, double> { ["accuracy"] = 0.98, ["macroF1"] = 0.976 },
                PromotedAt = Promoted,
            },
        ],
        [
            new ModelActivated
            {
                Instance = "worker-7d9c6b5f4-x2kqp",
                Model = Model,
                ActivatedAt = Promoted.AddSeconds(2),
            },
        ],
        [
            new ModelRefused
            {
                Instance = "worker-7d9c6b5f4-x2kqp",
                Version = "20261123T150000Z-5e6f7a8b",
                Reason = "model '20261123T150000Z-5e6f7a8b': g-r-i.zip: canary row 7 is off by more than 1E-06",
                Kept = Model,
                RefusedAt = Promoted.AddHours(1),
            },
        ],
    ];

    private static ObjectClassified WithId(ObjectClassified one) => one with
    {
        EventId = EventId.OfClassification(one.ObservationId, one.ObservedAt, one.Model.Sha256),
    };

    private static ReceivedBody Received(byte[] body, string? contentType) => new()
    {
        Queue = ObservationsTopology.Queue,
        ContentType = contentType,
        Length = body.Length,
        Base64 = Convert.ToBase64String(body),
    };
}
