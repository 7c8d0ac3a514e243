namespace Streaming.Contracts.Tests;

/// <summary>The nine messages, and an example of each.</summary>
internal static class Messages
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 23, 20, 15, 30, 250, TimeSpan.FromHours(1));

    private static readonly ModelReference Model = new()
    {
        Version = "20261123T140000Z-1a2b3c4d",
        Sha256 = new string('a', 64),
    };

    private static readonly ObservationReceived Observation = new()
    {
        ObservationId = "sdss-1237660961327743232",
        ObservedAt = Evening,
        Alpha = 118.66,
        Delta = 39.642,
        U = 22.857,
        G = 22.188,
        R = 21.355,
        I = 21.265,
        Z = 20.939,
        Redshift = 1.174,
        Measurements = new Dictionary<string, double?> { ["psfMag_r"] = 21.36, ["w1"] = null },
        VisitId = "visit-1",
        Source = "apache-point",
    };

    private static readonly ObjectClassified Classification = new()
    {
        EventId = new Guid("695f0f72-93be-5ac0-abe4-e99e08920aad"),
        ObservationId = "sdss-1237660961327743232",
        Class = ObjectClass.Qso,
        Confidence = 0.9731,
        Probabilities = new ClassProbabilities { Star = 0.0002, Galaxy = 0.0267, Qso = 0.9731 },
        Model = Model,
        Inputs = ["u", "g", "r", "i", "z", "redshift"],
        Candidates = new CandidateClasses { Coverage = 0.95, Classes = [ObjectClass.Qso] },
        Novelty = 0.3172,
        Priors = "apache-point",
        ObservedAt = Evening,
        ClassifiedAt = Evening.ToUniversalTime(),
        VisitId = "visit-1",
        Source = "apache-point",
        Alpha = 118.66,
        Delta = 39.642,
    };

    /// <summary>Name and example; every property of an example is set.</summary>
    public static IReadOnlyDictionary<string, object> Examples { get; } = new object[]
    {
        Observation,
        new ObservationBatchReceived { Observations = [Observation, Observation with { ObservationId = "sdss-2" }] },
        Classification,
        new ObjectsClassified { Objects = [Classification] },
        new ObservationRejected
        {
            ObservationId = "sdss-1",
            VisitId = "visit-1",
            Source = "apache-point",
            Position = 7,
            Reasons = [new RejectionReason
            {
                Code = RejectionCode.OutOfRange, Field = "u", Value = "41", Message = "u is 41, outside [-5, 40]",
            }],
            Received = new ReceivedBody
            {
                Queue = "observations", ContentType = "application/json", ContentEncoding = "gzip", Length = 8,
                Base64 = "eyJ1Ijo0MX0=",
            },
            RejectedAt = Evening,
        },
        new ObservationLabelled
        {
            Observation = Observation, Class = ObjectClass.Qso, LabelledAt = Evening, LabelledBy = "boss",
        },
        new ModelPromoted
        {
            Model = Model, Metrics = new Dictionary<string, double> { ["macroF1"] = 0.976 }, PromotedAt = Evening,
        },
        new ModelActivated { Instance = "worker-1", Model = Model, Previous = Model, ActivatedAt = Evening },
        new ModelRefused
        {
            Instance = "worker-1", Version = "broken", Reason = "wrong sha256", Kept = Model, RefusedAt = Evening,
        },
    }.ToDictionary(message => message.GetType().Name);
}
