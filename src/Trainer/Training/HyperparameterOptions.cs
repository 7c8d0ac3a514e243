using System.CommandLine;
using Streaming.Classification.Features;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Training;

/// <summary>The hyperparameters on the command line.</summary>
internal sealed class HyperparameterOptions
{
    private static readonly Hyperparameters Default = new();

    private readonly Option<string> _features = Names();

    private readonly Option<int> _iterations =
        BoundedOption.Of("--iterations", "Boosting rounds", Default.Iterations, 1, 10_000);

    private readonly Option<int> _leaves =
        BoundedOption.Of("--leaves", "Leaves a tree", Default.Leaves, 2, 4096);

    private readonly Option<double> _learningRate =
        BoundedOption.Of("--learning-rate", "Weight of each new tree", Default.LearningRate, 0.0001, 1);

    private readonly Option<int> _rowsPerLeaf =
        BoundedOption.Of("--min-rows-per-leaf", "Fewest rows in a leaf", Default.MinimumRowsPerLeaf, 1, 100_000);

    private readonly Option<int> _bins =
        BoundedOption.Of("--bins", "Histogram bins a feature", Default.Bins, 2, 65_535);

    private readonly Option<double> _l2 =
        BoundedOption.Of("--l2", "L2 penalty on leaf values", Default.L2, 0, 10_000);

    private readonly Option<double> _rowFraction =
        BoundedOption.Of("--row-fraction", "Share of the rows a tree sees", Default.RowFraction, 0.01, 1);

    private readonly Option<double> _featureFraction =
        BoundedOption.Of("--feature-fraction", "Share of the features a tree sees", Default.FeatureFraction, 0.01, 1);

    private readonly Option<double> _qsoWeight =
        BoundedOption.Of("--qso-weight", "Weight of a quasar's row; others weigh 1", Default.QsoWeight, 0.01, 100);

    private readonly Option<int> _seed =
        BoundedOption.Of("--seed", "Seed of every random choice", Default.Seed, 0, int.MaxValue);

    private readonly Option<int> _threads =
        BoundedOption.Of("--threads", "Threads that train; another number may tip a split", Default.Threads, 1, 256);

    public HyperparameterOptions(Command command)
    {
        Option[] all =
        [
            _features, _iterations, _leaves, _learningRate, _rowsPerLeaf, _bins, _l2, _rowFraction, _featureFraction,
            _qsoWeight, _seed, _threads,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public Hyperparameters Read(ParseResult parsed) => new()
    {
        Features = Split(parsed.GetRequiredValue(_features)),
        Iterations = parsed.GetValue(_iterations),
        Leaves = parsed.GetValue(_leaves),
        LearningRate = parsed.GetValue(_learningRate),
        MinimumRowsPerLeaf = parsed.GetValue(_rowsPerLeaf),
        Bins = parsed.GetValue(_bins),
        L2 = parsed.GetValue(_l2),
        RowFraction = parsed.GetValue(_rowFraction),
        FeatureFraction = parsed.GetValue(_featureFraction),
        QsoWeight = parsed.GetValue(_qsoWeight),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
    };

    private static Option<string> Names()
    {
        var option = new Option<string>("--features")
        {
            Description = "Features of the model, names of the catalogue joined by commas",
            DefaultValueFactory = _ => string.Join(',', Default.Features),
            HelpName = "NAMES",
        };
        option.Validators.Add(result =>
        {
            var names = Split(result.GetValueOrDefault<string>() ?? "");
            if (names.FirstOrDefault(name => FeatureCatalogue.Find(name) is null) is { } unknown)
            {
                result.AddError($"--features: '{unknown}' is not in the catalogue");
            }
            else if (names.Length == 0 || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            {
                result.AddError("--features: name at least one, each once");
            }
            else if (names.Intersect(["alpha", "delta"]).FirstOrDefault() is { } position)
            {
                // Training rows may lack it, and it teaches the survey's footprint.
                result.AddError($"--features: '{position}' is a position; models are not trained on it");
            }
        });
        return option;
    }

    private static string[] Split(string names) =>
        names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
