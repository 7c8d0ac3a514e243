using System.Globalization;
using Streaming.Classification.Models.Signing;
using Streaming.Classification.Models.Storage;
using Streaming.Worker.Access;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Diagnosing;
using Streaming.Worker.Models;
using Streaming.Worker.Publishing;
using Streaming.Worker.Telemetry;

namespace Streaming.Worker.CommandLine;

/// <summary>Every setting of the worker. Environment variables override appsettings.json.</summary>
internal static class Settings
{
    private static readonly BatchingOptions Batching = new();
    private static readonly ModelStoreOptions Store = new();
    private static readonly InstanceOptions Instance = new();
    private static readonly ClassificationOptions Classification = new();
    private static readonly EventsOptions Events = new();
    private static readonly HttpOptions Http = new();
    private static readonly AccessOptions Access = new();

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("ConnectionStrings__RabbitMq", "none: in memory",
            "The broker: amqp://user:password@host:port/vhost, or amqps"),
        .. BrokerTls.Settings,
        SecretFiles.Described,
        new(Of(BrokerOptions.SectionName, nameof(BrokerOptions.Management)), "port 15672 of its host, with amqps 15671",
            "The broker's management interface, asked at the start and for bindings: http://host:15672; none asks nobody"),
        new("ASPNETCORE_URLS", WorkerApplication.DefaultUrl, "Address of the HTTP interface"),
        new(Of(HttpOptions.SectionName, nameof(Http.Predict)), "with the rest",
            "Where /predict is: an address with a port of its own, or off"),
        new(Of(HttpOptions.SectionName, nameof(Http.Page)), "with the rest",
            "Where the sky page is: an address with a port of its own, or off"),
        new(Of(HttpOptions.SectionName, nameof(Http.Metrics)), "with the rest",
            "Where /metrics is: an address with a port of its own, such as http://127.0.0.1:9464, or off"),
        new(Of(HttpOptions.SectionName, nameof(Http.MaxConnections)), Text(Http.MaxConnections),
            "Most HTTP connections at once, 1 to 100000"),
        new(Of(HttpOptions.SectionName, nameof(Http.PredictPerSecond)), "0: no bound",
            "Most requests a second to /predict and /predict/batch, 0 to 1000000"),
        new($"{Of(AccessOptions.SectionName, nameof(Access.ApiKeys))}__NAME", "none: anybody may ask",
            "The SHA-256 of a key that lets in, 64 hexadecimal digits; several under different names"),
        new(Of(AccessOptions.SectionName, nameof(Access.Authority)), "none",
            "The OpenID Connect issuer whose tokens let in, an https address"),
        new(Of(AccessOptions.SectionName, nameof(Access.Audience)), "none", "The audience that its tokens must have"),
        new(Of(AccessOptions.SectionName, nameof(Access.Protects)), Access.Protects,
            "What needs a key or a token, when one is set: predict, page, metrics, with commas"),
        new(Of(ModelStoreOptions.SectionName, nameof(Store.Path)), Store.Path,
            "The model store: a folder, which starts at the checkout or the published program, or s3://BUCKET/PREFIX"),
        new(Of(ModelStoreOptions.SectionName, nameof(Store.PollingInterval)), Text(Store.PollingInterval),
            "How often the store is asked for a new champion, 00:00:00.1 to 01:00:00"),
        new(TrustedKeys.Setting, "none: every model is used",
            "Files of public keys, separated by commas: only models that one of them has signed are used"),
        new(S3Client.EndpointSetting, "none: AWS", "The S3 server of the model store, for example http://minio:9000"),
        new(S3Client.RegionSetting, "none",
            "The region of the model store's bucket; credentials come as for every AWS program"),
        new(Of(BatchingOptions.SectionName, nameof(Batching.MessageLimit)), Text(Batching.MessageLimit),
            "Most observations of a batch, 1 to 10000"),
        new(Of(BatchingOptions.SectionName, nameof(Batching.TimeLimit)), Text(Batching.TimeLimit),
            "Longest wait for a batch to fill, 00:00:00 to 00:00:10"),
        new(Of(BatchingOptions.SectionName, nameof(Batching.ConcurrencyLimit)), Text(Batching.ConcurrencyLimit),
            "Batches worked on at once, 1 to 64"),
        new(Of(ClassificationOptions.SectionName, nameof(Classification.Coverage)), Text(Classification.Coverage),
            "Share of each class that is to have its class among the candidates: 0.9, 0.95 or 0.99"),
        new($"{Of(ClassificationOptions.SectionName, nameof(Classification.Priors))}__SOURCE__CLASS", "as trained",
            "Class shares of a source's observations, together 1: …__rubin__STAR=0.7, …__rubin__GALAXY=0.25, …"),
        new(Of(EventsOptions.SectionName, nameof(Events.Form)), Events.Form,
            "How classifications are published: single, bulk (up to 500 in one ObjectsClassified) or both"),
        new(Of(EventsOptions.SectionName, nameof(Events.RetryFor)), Text(Events.RetryFor),
            "How long events that the broker refuses are tried again, 00:00:01 to 00:20:00; then to the error queue"),
        new(Of(EventsOptions.SectionName, nameof(Events.Mandatory)), "false",
            "Whether an event that no queue takes is kept like one that is refused; needs a queue for rejections, too"),
        new(Of(InstanceOptions.SectionName, nameof(Instance.Name)), "host name and process id",
            "How the worker calls itself in what it reports about models, up to 256 characters"),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "none: nothing is sent", "Where traces, metrics and logs go, by OTLP"),
        new("OTEL_TRACES_SAMPLER_ARG", "0.01",
            "Share of the observations that is traced, of those whose publisher has not decided it"),
        new(TelemetryServiceCollectionExtensions.DisabledSetting, "false",
            "With true nothing is collected, and there is no /metrics"),
        new("Logging__LogLevel__Default", "Information", "Least severe log level that is written"),
    ];

    private static string Of(string section, string property) => $"{section}__{property}";

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
