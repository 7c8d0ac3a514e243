using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Explaining;
using Streaming.Trainer.Novelty;
using Streaming.Trainer.Promoting;

namespace Streaming.Trainer.Training;

/// <summary>From labelled data to a calibrated, measured and explained model in the store, an ensemble a set.</summary>
/// <param name="store">Where the model goes.</param>
/// <param name="screen">Where the run says what it does.</param>
/// <param name="time">The clock.</param>
internal sealed class TrainingRun(ModelStore store, Screen screen, TimeProvider time)
{
    private const int MixtureSeed = 24;

    /// <summary>Name of the report in the model's folder.</summary>
    public const string ReportFile = "report.html";

    /// <summary>How long to wait while another process changes the store. Default 1 minute.</summary>
    public TimeSpan Wait { get; init; } = LeaseOption.DefaultWait;

    /// <summary>The key that signs the model; null for none.</summary>
    public SigningKey? Key { get; init; }

    /// <returns>The manifest of the new model.</returns>
    /// <exception cref="FailureException">The data cannot train a model.</exception>
    /// <exception cref="ModelException">The store cannot take the model.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the store is as it was.</exception>
    public async Task<ModelManifest> RunAsync(LabelledData data, TrainingPlan plan, CancellationToken cancellation)
    {
        DataReport.Write(screen, data);
        DataReport.WriteSplit(screen, data);
        var sets = Trainable(data, plan);
        var mixture = await FitMixtureAsync(data, sets, cancellation);
        var packed = await TrainAsync(data, sets, plan, mixture, cancellation);
        var manifest = ModelPackage.Describe(packed, mixture, data, time.GetUtcNow());
        var fullest = packed[0].Whole!;
        var explanation = await Progress.RunAsync(
            screen,
            $"Explaining {fullest.Inputs}: learning curve, importance",
            Explanation.Parts,
            report => Explanation.Of(
                fullest,
                part => ForestTrainer.Train(part, fullest.Settings, _ => { }, cancellation),
                report,
                cancellation));
        var report = await Progress.RunAsync(
            screen,
            "Writing the report",
            TrainingPage.Sections,
            onSection => TrainingPage.Of(manifest, packed, explanation, onSection, cancellation).ToUtf8());
        cancellation.ThrowIfCancellationRequested();
        using (var writer = await ModelStoreWriter.OpenAsync(store, Wait, time, cancellation))
        {
            writer.Add(manifest, packed.Select(one => one.File), Key, (ReportFile, report));
        }

        // Every check that a worker makes, on the files as they now are; who does not sign leaves that to another.
        ModelLoader.Load(Key is null ? store.Unchecked() : store, manifest.Version, compile: true);
        if (Key is not null)
        {
            screen.Line($"signed by key {Key.KeyId}");
        }

        screen.Line($"hold-out of {data.File}, by {fullest.Inputs}");
        MetricsTables.Write(screen, manifest.Fullest().HoldOut!);
        InputSetTable.Write(screen, manifest);
        var size = packed.Sum(one => one.File.Length);
        screen.Line($"model {manifest.Version}, {packed.Length} input sets, {size / 1024.0:N0} KiB, in {store.Path}");
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"report {store.Locate(manifest.Version, ReportFile)}, {report.Length / 1024.0:N0} KiB"));
        return manifest;
    }

    // One density, in all bands that are ever given, serves every choice of them.
    private Task<MixtureDescription?> FitMixtureAsync(
        LabelledData data, List<InputSet> sets, CancellationToken cancellation)
    {
        var bands = InputSet.Of([.. InputSet.BandNames.Where(band => sets.Exists(set => set.Bands.Contains(band)))]);
        return Progress.RunAsync(
            screen,
            $"Fitting the density of {bands}, for novelty",
            MixtureFit.Steps,
            report => MixtureFit.Of(data.Part(DataPart.Training), bands, MixtureSeed, report, cancellation));
    }

    private List<InputSet> Trainable(LabelledData data, TrainingPlan plan)
    {
        var isAble = plan.Sets.ToLookup(set => EnoughRows.For(set, data));
        if (!isAble.Contains(true) || (!plan.AsFarAsPossible && isAble.Contains(false)))
        {
            // The one that most rows have tells best what is lacking.
            EnoughRows.EnsureFor(isAble[false].MaxBy(set => data.Rows.Count(row => set.IsIn(row.Observation)))!, data);
        }

        if (isAble.Contains(false))
        {
            screen.Line($"left out, with too few rows of a class ({EnoughRows.Needed}): "
                + string.Join(", ", isAble[false].Select(set => set.Name)));
        }

        return [.. isAble[true]];
    }

    // ML.NET lets one LightGBM train at a time: while one set trains, another reads rows, scores and is measured.
    private Task<PackedEnsemble[]> TrainAsync(
        LabelledData data,
        List<InputSet> sets,
        TrainingPlan plan,
        MixtureDescription? mixture,
        CancellationToken cancellation)
    {
        Hyperparameters[] settings = [.. sets.Select(plan.SettingsFor)];
        int[] whole = [0, sets.FindIndex(set => !set.HasRedshift)];
        screen.Line($"Training {sets.Count} input sets, five folds and the whole of each");
        return Progress.RunAsync(
            screen,
            "Training",
            settings.Sum(one => TrainedEnsemble.Trainings * one.Iterations),
            report =>
            {
                var (packed, rounds) = (new PackedEnsemble[sets.Count], new long[sets.Count]);
                CrossValidation.Each(
                    0,
                    sets.Count,
                    place =>
                    {
                        var start = time.GetTimestamp();
                        var trained = TrainedEnsemble.Of(
                            sets[place], data, settings[place], time, Done, cancellation);
                        packed[place] = PackedEnsemble.Of(trained, mixture, whole.Contains(place));
                        Done(TrainedEnsemble.Trainings * settings[place].Iterations);
                        screen.Line(Described(trained, time.GetElapsedTime(start)));

                        void Done(long round)
                        {
                            Volatile.Write(ref rounds[place], round);
                            report(rounds.Sum());
                        }
                    },
                    cancellation);
                return packed;
            });
    }

    private static string Described(TrainedEnsemble one, TimeSpan took)
    {
        var (metrics, calibration) = (one.Calibration.AfterMetrics, one.Calibration);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Inputs.Name}: out of fold accuracy {metrics.Accuracy:F4}, macro-F1 {metrics.MacroF1:F4}, "
                + $"log loss {metrics.LogLoss:F4}, calibration error {metrics.CalibrationError:F4}, "
                + $"temperature {calibration.Temperature:0.0000}, {took.TotalSeconds:F0} s");
    }
}
