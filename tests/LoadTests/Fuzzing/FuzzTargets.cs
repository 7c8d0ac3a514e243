using Streaming.LoadTests.Fuzzing.Targets;
using Streaming.Telescope.Watching;
using Streaming.Trainer.Labels;
using Streaming.Worker.Promotions;

namespace Streaming.LoadTests.Fuzzing;

/// <summary>Everything that is tried.</summary>
internal static class FuzzTargets
{
    private const string Envelope = "application/vnd.masstransit+json";

    private static readonly DateTimeOffset Now = new(2026, 1, 16, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, Func<IFuzzTarget> Make)[] Targets =
    [
        ("body", () => new BodyTarget(new(), "body", 20, Messages.Single)),
        ("envelope", () => new BodyTarget(new(), "envelope", 12, Messages.Envelopes, Envelope)),
        ("bulk", () => new BodyTarget(new(), "bulk", 12, Messages.Bulk)),
        ("gzip body", () => new BodyTarget(new(), "gzip body", 4, Messages.Packed, contentEncoding: "gzip")),
        ("deflate body", () => new BodyTarget(new(), "deflate body", 4, Messages.Packed, contentEncoding: "deflate")),
        ("headers", () => new HeaderTarget(new())),
        ("promotion", () => new ReaderTarget("promotion", [Promotion], body => PromotionReader.Read(body, null) is not null)),
        ("label", () => new ReaderTarget("label", [Label], body => LabelReader.Read(body, null, Now) is ({ }, _))),
        ("watched event", WatchedEvent),
        ("manifest", () => new ManifestTarget(new())),
        ("model zip", () => new ZipTarget(new())),
        ("champion pointer", () => new PointerTarget(new())),
        ("signature, keys", () => new SignatureTarget(new())),
        ("imported model", () => new ImportTarget()),
        ("CSV and its like", () => new TableTarget("CSV and its like", 8, Tables.Delimited)),
        ("JSON Lines", () => new TableTarget("JSON Lines", 6, Tables.JsonLines)),
        ("FITS", () => new TableTarget("FITS", 8, Tables.Fits)),
        ("VOTable", () => new TableTarget("VOTable", 6, Tables.VoTables)),
        ("Parquet", () => new TableTarget("Parquet", 4, Tables.Parquet)),
        ("gzip table", () => new TableTarget("gzip table", 3, Tables.Packed)),
        ("command line", () => new CommandTarget()),
    ];

    private const string Promotion =
        """{"model":{"version":"20260115T200000Z-0123abcd","sha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},"metrics":{"macroF1":0.97},"promotedAt":"2026-01-15T20:00:00Z"}""";

    private const string Label =
        """{"observation":{"observationId":"a","observedAt":"2026-01-15T20:00:00Z","alpha":1,"delta":2,"u":19,"g":18,"r":17,"i":17,"z":17,"redshift":0.1,"measurements":{"x":1}},"class":"QSO","labelledAt":"2026-01-15T21:00:00Z","labelledBy":"Ada"}""";

    private const string Classified =
        """{"observationId":"a","class":"QSO","confidence":0.9,"probabilities":{"STAR":0.05,"GALAXY":0.05,"QSO":0.9},"model":{"version":"v","sha256":"00"},"inputs":["u","g","r"],"candidates":{"coverage":0.95,"classes":["QSO"]},"novelty":0.5,"observedAt":"2026-01-15T20:00:00Z","classifiedAt":"2026-01-15T20:00:01Z","alpha":1,"delta":2}""";

    /// <summary>The sum of all weights.</summary>
    public const int Weights = 142;

    public static IReadOnlyList<string> Names => [.. Targets.Select(target => target.Name)];

    /// <summary>Makes a target, which takes a moment.</summary>
    public static IFuzzTarget Make(string name) => Array.Find(Targets, target => target.Name == name).Make();

    private static ReaderTarget WatchedEvent()
    {
        var reader = new EventReader(new LiveStatistics(TimeProvider.System), TextWriter.Null, long.MaxValue);
        return new ReaderTarget("watched event", [Classified, $$"""{"objects":[{{Classified}}]}"""], body =>
        {
            reader.Take(EventSubscription.ClassifiedExchange, "1", body);
            reader.Take(EventSubscription.ObjectsExchange, null, body);
            reader.Take(EventSubscription.RejectedExchange, null, body);
            return true;
        });
    }
}
