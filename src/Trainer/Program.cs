using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;
using Streaming.Trainer.Comparing;
using Streaming.Trainer.Downloading;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Exploring;
using Streaming.Trainer.Importing;
using Streaming.Trainer.Labels;
using Streaming.Trainer.Priors;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Scheduling;
using Streaming.Trainer.Training;
using Streaming.Trainer.Tuning;

namespace Streaming.Trainer;

/// <summary>The commands of the trainer.</summary>
internal static class Program
{
    private const string Examples = """
        trainer download --release dr17 --rows 100000 --out skyserver.csv
        trainer explore --data star_classification.csv --out report
        trainer train --data star_classification.csv --promote
        trainer cross-validate --data star_classification.csv --out folds.csv --iterations 400
        trainer evaluate --model champion --data skyserver.csv
        trainer evaluate --data star_classification.csv --part hold-out --without redshift
        trainer priors --broker amqp://user:password@host:5672/ --source rubin
        trainer compare --data star_classification.csv --out comparison
        trainer tune --data star_classification.csv --out tuning.json
        trainer labels collect --broker amqp://user:password@host:5672/
        trainer import --xgboost xgboost_model.json --classes GALAXY,STAR,QSO
        trainer models
        trainer keys new --out keys
        trainer sign 20260115T200000Z-0123abcd --key keys/signing.pem
        trainer promote 20260115T200000Z-0123abcd --data star_classification.csv
        trainer adopt --store s3://telescope-models/production
        trainer rollback --why "too few quasars last night"
        trainer schedule --data star_classification.csv --cron "0 3 * * *" --time-zone Europe/Berlin
        trainer run-once --data star_classification.csv --min-new-labels 500 --max-age 30
        """;

    private static readonly Setting[] Settings =
    [
        new("ModelStore__Path", "models", "The model store: a folder or s3://BUCKET/PREFIX"),
        new(TrustedKeys.Setting, "none: every model is used",
            "Files of public keys, separated by commas: as the workers', only models signed by one of them are promoted"),
        new(SigningOption.Setting, "none: models are not signed", "PEM file of the private key that signs models"),
        new("AWS_ENDPOINT_URL_S3", "none: AWS", "The S3 server of the model store"),
        new("AWS_REGION", "none", "The region of its bucket; credentials come as for every AWS program"),
        new("ConnectionStrings__RabbitMq", "none: nothing is announced", "The broker, amqp:// or amqps://"),
        .. BrokerTls.Settings,
        SecretFiles.Described,
        new("ConnectionStrings__Labels", "none: SQLite", "The label store in PostgreSQL"),
        new("Labels__Path", "labels/labels.db", "The label store in SQLite"),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "none: nothing is sent", "Where metrics and logs go, by OTLP"),
        new("OTEL_EXPORTER_PROMETHEUS_PORT", "none: not served", "Where schedule and labels collect serve /metrics"),
        new("OTEL_EXPORTER_PROMETHEUS_HOST", "localhost", "Its host; 0.0.0.0 for every address"),
        new("OTEL_SDK_DISABLED", "false", "With true nothing is collected or served"),
        new("Logging__LogLevel__Default", "Information", "Least severe log level that is written"),
    ];

    public static Task<int> Main(string[] args) =>
        RunAsync(args, Screen.OfProcess("trainer"), TimeProvider.System);

    internal static Task<int> RunAsync(string[] args, Screen screen, TimeProvider time) =>
        Create(screen, time).RunAsync(args, fault => (fault as ModelException)?.Message);

    internal static ProgramCommand Create(Screen screen, TimeProvider time) => new(
        screen,
        "Trains, measures and promotes the models that the worker uses.",
        Examples,
        Settings,
        ExploreCommand.Create(screen, time),
        TrainCommand.Create(screen, time),
        CrossValidateCommand.Create(screen),
        DownloadCommand.Create(screen, time),
        EvaluateCommand.Create(screen),
        PriorsCommand.Create(screen, time),
        CompareCommand.Create(screen, time),
        TuneCommand.Create(screen, time),
        LabelsCommand.Create(screen, time),
        ImportCommand.Create(screen, time),
        ModelsCommand.Create(screen),
        HistoryCommand.Create(screen),
        KeysCommand.Create(screen),
        SignCommand.Create(screen, time),
        PromoteCommand.Create(screen, time),
        RollbackCommand.Create(screen, time),
        AdoptCommand.Create(screen, time),
        PruneCommand.Create(screen, time),
        ScheduleCommand.Create(screen, time),
        RunOnceCommand.Create(screen, time));
}
