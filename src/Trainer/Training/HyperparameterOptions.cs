using System.CommandLine;
using Streaming.Classification.Features;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Training;

/// <summary>The hyperparameters on the command line.</summary>
internal sealed class HyperparameterOptions
{
    private static readonly Hyperparameters Default = new();
    private static readonly Hyperparameters Photometric = Hyperparameters.For(InputSet.Photometric);

    private readonly Option<string?> _features = Names();

    private readonly Option<int> _iterations =
        BoundedOption.Of("--iterations", "Boosting rounds", Default.Iterations, 1, 10_000);

    private readonly Option<int> _leaves =
        BoundedOption.Of("--leaves", "Leaves a tree", Default.Leaves, 2, 4096);

    private readonly Option<double> _learningRate =
        BoundedOption.Of("--learning-rate", "Weight of each new tree", Default.LearningRate, 0.0001, 1);

    private readonly Option<int> _depth =
        BoundedOption.Of("--max-depth", "Splits from root to leaf, 0 for no limit", Default.MaximumDepth, 0, 64);

    private readonly Option<int> _rowsPerLeaf =
        BoundedOption.Of("--min-rows-per-leaf", "Fewest rows in a leaf", Default.MinimumRowsPerLeaf, 1, 100_000);

    private readonly Option<int> _bins =
        BoundedOption.Of(
            "--bins",
            $"Histogram bins a feature; without redshift {Photometric.Bins} unless given",
            Default.Bins,
            2,
            65_535);

    private readonly Option<double> _l1 =
        BoundedOption.Of("--l1", "L1 penalty on leaf values", Default.L1, 0, 10_000);

    private readonly Option<double> _l2 =
        BoundedOption.Of("--l2", "L2 penalty on leaf values", Default.L2, 0, 10_000);

    private readonly Option<double> _rowFraction =
        BoundedOption.Of("--row-fraction", "Share of the rows a tree sees", Default.RowFraction, 0.01, 1);

    private readonly Option<double> _featureFraction =
        BoundedOption.Of("--feature-fraction", "Share of the features a tree sees", Default.FeatureFraction, 0.01, 1);

    private readonly Option<double> _starWeight =
        BoundedOption.Of("--star-weight", "Weight of a star's row", Default.StarWeight, 0.01, 100);

    private readonly Option<double> _galaxyWeight =
        BoundedOption.Of("--galaxy-weight", "Weight of a galaxy's row", Default.GalaxyWeight, 0.01, 100);

    private readonly Option<double> _qsoWeight =
        BoundedOption.Of(
            "--qso-weight",
            FormattableString.Invariant($"Weight of a quasar's row; without redshift {Photometric.QsoWeight} unless given"),
            Default.QsoWeight,
            0.01,
            100);

    private readonly Option<int> _seed =
        BoundedOption.Of("--seed", "Seed of every random choice", Default.Seed, 0, int.MaxValue);

    private readonly Option<int> _threads =
        BoundedOption.Of("--threads", "Threads that train; another number may tip a split", Default.Threads, 1, 256);

    private readonly SettingsFile _file;

    public HyperparameterOptions(Command command)
    {
        Option[] all =
        [
            _features, _iterations, _leaves, _depth, _learningRate, _rowsPerLeaf, _bins, _l1, _l2, _rowFraction,
            _featureFraction, _starWeight, _galaxyWeight, _qsoWeight, _seed, _threads,
        ];
        _file = new SettingsFile(command, all);
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>
    /// What the command line says, else what the settings file says, else the defaults for the inputs; of the features
    /// those that the inputs allow.
    /// </summary>
    /// <exception cref="FailureException">
    /// The settings file cannot be used, or none of the features, or one of them is known nowhere.
    /// </exception>
    public Hyperparameters Read(ParseResult parsed, InputSet inputs) => Read(parsed, inputs, [inputs]);

    /// <summary>What <c>--input-sets</c> and the hyperparameters ask for.</summary>
    /// <exception cref="FailureException">As of <see cref="Read(ParseResult, InputSet)"/>, of one of the sets.</exception>
    public TrainingPlan ReadPlan(ParseResult parsed, Option<string> inputSets)
    {
        var (sets, asFarAsPossible) = parsed.ReadSeveral(inputSets);
        var settings = sets.ToDictionary(set => set, set => Read(parsed, set, sets));
        return new TrainingPlan(sets, asFarAsPossible, set => settings[set]);
    }

    private Hyperparameters Read(ParseResult parsed, InputSet inputs, IReadOnlyList<InputSet> all)
    {
        var file = _file.Read(parsed);
        var defaults = Hyperparameters.For(inputs);
        var chosen = new Hyperparameters
        {
            Features = GivenFeatures() ?? defaults.Features,
            Iterations = Value(_iterations),
            Leaves = Value(_leaves),
            MaximumDepth = Value(_depth),
            LearningRate = Value(_learningRate),
            MinimumRowsPerLeaf = Value(_rowsPerLeaf),
            Bins = IsSaid(_bins) ? Value(_bins) : defaults.Bins,
            L1 = Value(_l1),
            L2 = Value(_l2),
            RowFraction = Value(_rowFraction),
            FeatureFraction = Value(_featureFraction),
            StarWeight = Value(_starWeight),
            GalaxyWeight = Value(_galaxyWeight),
            QsoWeight = IsSaid(_qsoWeight) ? Value(_qsoWeight) : defaults.QsoWeight,
            Seed = Value(_seed),
            Threads = Value(_threads),
        }.Within(inputs);
        return chosen.Features.Count > 0
            ? chosen
            : throw new FailureException($"--features: none of them can be had from {inputs}");

        T? Value<T>(Option<T> option) => (IsGiven(parsed, option) || file is null ? parsed : file).GetValue(option);

        bool IsSaid(Option option) => IsGiven(parsed, option) || (file is not null && IsGiven(file, option));

        IReadOnlyList<string>? GivenFeatures()
        {
            if (!IsSaid(_features))
            {
                return null;
            }

            // Any name outside the catalogue could be a measurement's: it is one when a set has it.
            var names = Split(Value(_features)!);
            if (names.FirstOrDefault(name => !IsKnown(name, all)) is { } unknown)
            {
                var place = IsGiven(parsed, _features) ? "" : $"{_file.NameIn(parsed)}: ";
                throw new FailureException(
                    $"{place}--features: '{unknown}' is not in the catalogue, nor made of measurements that the "
                    + "inputs have");
            }

            return names;
        }

        static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };
    }

    private static bool IsKnown(string feature, IReadOnlyList<InputSet> sets) =>
        FeatureCatalogue.Find(feature)!.Inputs.Except(InputSet.Spectroscopic.Names)
            .All(name => sets.Any(set => set.Measurements.Contains(name)));

    private static Option<string?> Names()
    {
        var option = new Option<string?>("--features")
        {
            Description = "Features, names of the catalogue and measurements joined by commas; an input set takes those "
                + "whose inputs it has [default: with redshift " + string.Join(',', Default.Features)
                + "; without " + string.Join(',', Photometric.Features) + "]",
            HelpName = "NAMES",
        };
        option.Validators.Add(result =>
        {
            var names = Split(result.GetValueOrDefault<string?>() ?? "");
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
