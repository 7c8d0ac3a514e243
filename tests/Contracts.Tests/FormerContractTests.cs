using System.Text.Json;
using Xunit;

namespace Streaming.Contracts.Tests;

/// <summary>
/// Publishers, workers and subscribers are not exchanged at one time: messages of the former contract, in which all
/// bands and the redshift were demanded, are read as they were, and who still has its records reads ours.
/// </summary>
public sealed class FormerContractTests
{
    private const string FormerObservation = """
        {"observationId":"sdss-1237660961327743232","observedAt":"2026-11-23T20:15:30.25+01:00","alpha":118.66,
        "delta":39.642,"u":22.857,"g":22.188,"r":21.355,"i":21.265,"z":20.939,"redshift":1.174,"visitId":"visit-1",
        "source":"apache-point"}
        """;

    private const string FormerClassification = """
        {"observationId":"sdss-1237660961327743232","class":"QSO","confidence":0.9731,
        "probabilities":{"STAR":0.0002,"GALAXY":0.0267,"QSO":0.9731},
        "model":{"version":"20261123T140000Z-1a2b3c4d",
        "sha256":"1a2b3c4d00000000000000000000000000000000000000000000000000000000"},
        "observedAt":"2026-11-23T20:15:30.25+01:00","classifiedAt":"2026-11-23T19:15:30.4127065+00:00",
        "visitId":"visit-1","alpha":118.66,"delta":39.642}
        """;

    private const string FormerRejection = """
        {"observationId":"sdss-1237660961327743233",
        "reasons":[{"code":"sentinel","field":"u","value":"-9999","message":"u is -9999: not measured"}],
        "received":{"queue":"observations","contentType":"application/json","length":11,"base64":"eyJ1IjotOTk5OX0="},
        "rejectedAt":"2026-11-23T19:15:30.4127065+00:00"}
        """;

    // As workers and subscribers read: what a record demands must be there.
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly DateTimeOffset Evening = new(2026, 11, 23, 20, 15, 30, 250, TimeSpan.FromHours(1));
    private static readonly DateTimeOffset Decided =
        new DateTimeOffset(2026, 11, 23, 19, 15, 30, TimeSpan.Zero).AddTicks(4_127_065);

    [Fact]
    public void A_former_observation_is_read_in_full_and_lacks_what_is_new() => Assert.Equal(
        new ObservationReceived
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
            Measurements = null,
            VisitId = "visit-1",
            Source = "apache-point",
        },
        JsonSerializer.Deserialize<ObservationReceived>(FormerObservation, Web));

    [Fact]
    public void A_former_classification_is_read_in_full_and_lacks_what_is_new() => Assert.Equal(
        new ObjectClassified
        {
            EventId = null,
            ObservationId = "sdss-1237660961327743232",
            Class = ObjectClass.Qso,
            Confidence = 0.9731,
            Probabilities = new ClassProbabilities { Star = 0.0002, Galaxy = 0.0267, Qso = 0.9731 },
            Model = new ModelReference
            {
                Version = "20261123T140000Z-1a2b3c4d",
                Sha256 = "1a2b3c4d00000000000000000000000000000000000000000000000000000000",
            },
            Inputs = null,
            Candidates = null,
            Novelty = null,
            Priors = null,
            ObservedAt = Evening,
            ClassifiedAt = Decided,
            VisitId = "visit-1",
            Source = null,
            Alpha = 118.66,
            Delta = 39.642,
        },
        JsonSerializer.Deserialize<ObjectClassified>(FormerClassification, Web));

    [Fact]
    public void A_former_rejection_is_read_in_full_and_lacks_what_is_new()
    {
        var rejected = JsonSerializer.Deserialize<ObservationRejected>(FormerRejection, Web)!;

        var reason = Assert.Single(rejected.Reasons);
        Assert.Equal(
            new RejectionReason
            {
                Code = RejectionCode.Sentinel,
                Field = "u",
                Value = "-9999",
                Message = "u is -9999: not measured",
            },
            reason);
        Assert.Equal(
            new ObservationRejected
            {
                ObservationId = "sdss-1237660961327743233",
                VisitId = null,
                Source = null,
                Position = null,
                Reasons = rejected.Reasons,
                Received = new ReceivedBody
                {
                    Queue = "observations",
                    ContentType = "application/json",
                    ContentEncoding = null,
                    Length = 11,
                    Base64 = "eyJ1IjotOTk5OX0=",
                },
                RejectedAt = Decided,
            },
            rejected);
    }

    [Fact]
    public void A_former_record_reads_an_observation_of_today()
    {
        var read = Reread<Former.ObservationReceived>(nameof(ObservationReceived));
        var sent = (ObservationReceived)Messages.Examples[nameof(ObservationReceived)];

        Assert.Equal(
            new Former.ObservationReceived
            {
                ObservationId = sent.ObservationId,
                ObservedAt = sent.ObservedAt,
                Alpha = sent.Alpha,
                Delta = sent.Delta,
                U = sent.U,
                G = sent.G,
                R = sent.R,
                I = sent.I,
                Z = sent.Z,
                Redshift = sent.Redshift,
                VisitId = sent.VisitId,
                Source = sent.Source,
            },
            read);
    }

    [Fact]
    public void A_former_observation_is_read_among_others_as_it_is_alone() => Assert.Equal(
        [JsonSerializer.Deserialize<ObservationReceived>(FormerObservation, Web)!],
        JsonSerializer.Deserialize<ObservationBatchReceived>(
            $$"""{"observations":[{{FormerObservation}}]}""", Web)!.Observations);

    [Fact]
    public void A_former_record_finds_nothing_of_an_observation_in_a_message_of_many() => Assert.Equal(
        new Former.ObservationReceived(), Reread<Former.ObservationReceived>(nameof(ObservationBatchReceived)));

    [Fact]
    public void A_former_record_reads_a_photometric_observation_of_today()
    {
        var full = (ObservationReceived)Messages.Examples[nameof(ObservationReceived)];
        var sent = full with { U = null, Redshift = null };

        var read = Reread<Former.ObservationReceived>(sent);

        Assert.Null(read.U);
        Assert.Null(read.Redshift);
        Assert.Equal(sent.G, read.G);
        Assert.Equal(sent.Source, read.Source);
    }

    [Fact]
    public void A_former_record_reads_a_classification_of_today()
    {
        var read = Reread<Former.ObjectClassified>(nameof(ObjectClassified));
        var sent = (ObjectClassified)Messages.Examples[nameof(ObjectClassified)];

        Assert.Equal(
            new Former.ObjectClassified
            {
                ObservationId = sent.ObservationId,
                Class = sent.Class,
                Confidence = sent.Confidence,
                Probabilities = sent.Probabilities,
                Model = sent.Model,
                ObservedAt = sent.ObservedAt,
                ClassifiedAt = sent.ClassifiedAt,
                VisitId = sent.VisitId,
                Alpha = sent.Alpha,
                Delta = sent.Delta,
            },
            read);
    }

    [Fact]
    public void A_former_record_reads_a_rejection_of_today()
    {
        var read = Reread<Former.ObservationRejected>(nameof(ObservationRejected));
        var sent = (ObservationRejected)Messages.Examples[nameof(ObservationRejected)];

        Assert.Equal(sent.Reasons, read.Reasons);
        Assert.Equal(
            new Former.ObservationRejected
            {
                ObservationId = sent.ObservationId,
                Reasons = read.Reasons,
                Received = new Former.ReceivedBody
                {
                    Queue = sent.Received.Queue,
                    ContentType = sent.Received.ContentType,
                    Length = sent.Received.Length,
                    Base64 = sent.Received.Base64,
                },
                RejectedAt = sent.RejectedAt,
            },
            read);
    }

    private static T Reread<T>(string message) => Reread<T>(Messages.Examples[message]);

    private static T Reread<T>(object message) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(message, message.GetType(), Web), Web)!;

    /// <summary>The records as they were; parts that have not changed since are those of today.</summary>
    private static class Former
    {
        public sealed record ObservationReceived
        {
            public string? ObservationId { get; init; }
            public DateTimeOffset? ObservedAt { get; init; }
            public double? Alpha { get; init; }
            public double? Delta { get; init; }
            public double? U { get; init; }
            public double? G { get; init; }
            public double? R { get; init; }
            public double? I { get; init; }
            public double? Z { get; init; }
            public double? Redshift { get; init; }
            public string? VisitId { get; init; }
            public string? Source { get; init; }
        }

        public sealed record ObjectClassified
        {
            public required string ObservationId { get; init; }
            public required string Class { get; init; }
            public required double Confidence { get; init; }
            public required ClassProbabilities Probabilities { get; init; }
            public required ModelReference Model { get; init; }
            public required DateTimeOffset ObservedAt { get; init; }
            public required DateTimeOffset ClassifiedAt { get; init; }
            public string? VisitId { get; init; }
            public required double Alpha { get; init; }
            public required double Delta { get; init; }
        }

        public sealed record ObservationRejected
        {
            public string? ObservationId { get; init; }
            public required IReadOnlyList<RejectionReason> Reasons { get; init; }
            public required ReceivedBody Received { get; init; }
            public required DateTimeOffset RejectedAt { get; init; }
        }

        public sealed record ReceivedBody
        {
            public required string Queue { get; init; }
            public string? ContentType { get; init; }
            public required int Length { get; init; }
            public required string Base64 { get; init; }
        }
    }
}
