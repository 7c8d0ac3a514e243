using System.CommandLine;
using Streaming.Trainer.Data;
using Streaming.Trainer.Promoting;

namespace Streaming.Trainer.Importing;

/// <summary><c>trainer import</c></summary>
internal static class ImportCommand
{
    /// <summary>The option that names a model of XGBoost.</summary>
    public const string XgboostOption = "--xgboost";

    /// <summary>The option that names a model of LightGBM.</summary>
    public const string LightGbmOption = "--lightgbm";

    private const string FeaturesOption = "--features";
    private const string ClassesOption = "--classes";
    private const string DataClassesOption = "--data-classes";

    public static Command Create(Screen screen, TimeProvider time)
    {
        var lightGbm = File(LightGbmOption, "Model in LightGBM's text format, plain or gzip, objective multiclass");
        var xgboost = File(XgboostOption, "Model in XGBoost's JSON or UBJSON, plain or gzip, objective multi:softprob");
        var features = Names(
            FeaturesOption, "Features in the order of the model's columns [default: the model's own names]");
        var classes = Names(
            ClassesOption, "Classes in the order of the model's class indices, such as GALAXY,STAR,QSO");
        var sideFile = File("--side-file", "JSON file with both: {\"features\": […], \"classes\": […]}");
        var rounds = new Option<int?>("--rounds")
        {
            Description = "Use only the first rounds [default: up to best_iteration if the file has one, else all]",
            HelpName = "N",
        };
        var canary = File(
            "--canary",
            "CSV of observations with the original library's probabilities by class: all must agree to 1e-5");
        var command = new DocumentedCommand(
            "import",
            "Make a package of a model that was trained elsewhere: LightGBM or XGBoost",
            """
            trainer import --xgboost xgboost_model.json --classes GALAXY,STAR,QSO
            trainer import --lightgbm model.txt --side-file model.json --canary canary.csv --data labelled.csv
            trainer import --lightgbm model.txt --side-file model.json --data photo.csv --data-classes GALAXY=3,STAR=6
            """)
        {
            lightGbm, xgboost, features, classes, sideFile, rounds, canary,
        };
        var data = DataOptions.Optional(
            command, "Rows with classes, on whose hold-out the model is measured", classes: DataClassesOption);
        command.Validators.Add(result =>
        {
            if (result.GetResult(lightGbm) is null == result.GetResult(xgboost) is null)
            {
                result.AddError($"give either {LightGbmOption} or {XgboostOption}");
            }
        });
        var key = new SigningOption(command);
        var store = new StoreOption(command);
        var lease = new LeaseOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = store.Read(parsed);
            var side = parsed.GetValue(sideFile) is { } path ? SideFile.Read(path) : null;
            var (names, from) = Choose(FeaturesOption, parsed.GetValue(features), side?.Features);
            var (order, orderFrom) = Choose(ClassesOption, parsed.GetValue(classes), side?.Classes);
            var settings = new ImportSettings(
                parsed.GetValue(lightGbm) is { } text
                    ? ModelSource.Read(LightGbmOption, text)
                    : ModelSource.Read(XgboostOption, parsed.GetRequiredValue(xgboost)!),
                names,
                from,
                ClassOrder.Of(
                    order ?? throw new FailureException(
                        $"{ClassesOption} is missing: no model file says which class each index is"),
                    orderFrom),
                parsed.GetValue(rounds),
                parsed.GetValue(canary),
                data.ReadIfGiven(parsed),
                lease.Read(parsed))
            {
                Key = key.Read(parsed, screen),
            };
            StoreOption.EnsureWritable(target);
            var manifest = await new ImportRun(target, screen, time).RunAsync(settings, cancellation);
            var measure = settings.Data?.ToString() ?? "--data FILE";
            screen.Line($"to use it: trainer promote {manifest.Version} --store {target.Path} {measure}");
            return ExitCode.Success;
        });
        return command;
    }

    private static (IReadOnlyList<string>? Names, string From) Choose(
        string option, string? given, IReadOnlyList<string>? beside) => (given, beside) switch
        {
            (null, _) => (beside, $"--side-file, {option[2..]}"),
            (_, null) => (
                given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), option),
            _ => throw new FailureException($"{option} is given twice: on the command line and in the side file"),
        };

    private static Option<string?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE" };

    private static Option<string?> Names(string name, string description) =>
        new(name) { Description = description, HelpName = "NAMES" };
}
