using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Trainer.Evaluating;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Importing;

/// <summary>From a model that was trained elsewhere to a package in the store.</summary>
/// <param name="store">Where the package goes.</param>
/// <param name="screen">Where the run says what it does.</param>
/// <param name="time">The clock.</param>
internal sealed class ImportRun(ModelStore store, Screen screen, TimeProvider time)
{
    private const int ShownDisagreements = 20;

    /// <returns>The manifest of the new model.</returns>
    /// <exception cref="FailureException">The model cannot be had here exactly, or does not agree.</exception>
    /// <exception cref="ModelException">The store cannot take the model.</exception>
    public async Task<ModelManifest> RunAsync(ImportSettings settings, CancellationToken cancellation)
    {
        var whole = settings.Source.Option == ImportCommand.XgboostOption
            ? XgboostReader.Read(settings.Source)
            : LightGbmReader.Read(settings.Source);
        if (whole.Fault() is { } fault)
        {
            throw settings.Source.Refuse(fault);
        }

        var trees = FirstRounds(whole, settings);
        var features = FeatureNames.Decide(settings.Source, trees, settings.Features, settings.FeaturesFrom);
        var forest = ImportedForest.Of(trees, FeatureSchema.Of([.. features]));
        Describe(whole, trees, features, settings.Classes);
        cancellation.ThrowIfCancellationRequested();
        var canary = settings.Canary is null ? null : Compare(settings, trees, forest);
        var measured = settings.Data is null
            ? null
            : await HoldOutMeasure.OfAsync(settings.Data, forest, settings.Classes, screen, cancellation);
        var manifest = ImportedManifest.Of(settings, whole, trees, forest, canary, measured, time.GetUtcNow());
        cancellation.ThrowIfCancellationRequested();
        using (var writer = await ModelStoreWriter.OpenAsync(store, settings.Wait, time, cancellation))
        {
            writer.Add(manifest, [forest.File], settings.Key);
        }

        // Every check that a worker makes, on the files as they now are.
        ModelLoader.Load(settings.Key is null ? store.Unchecked() : store, manifest.Version, compile: true);
        if (measured is not null)
        {
            screen.Line($"hold-out of {measured.Data.File}; too good if the model was trained on any of these rows");
            MetricsTables.Write(screen, measured.Metrics);
        }

        screen.Line($"model {manifest.Version}, {forest.File.Length / 1024.0:N0} KiB, in {store.Path}");
        return manifest;
    }

    private static BoostedTrees FirstRounds(BoostedTrees whole, ImportSettings settings)
    {
        var rounds = settings.Rounds ?? whole.BestRounds ?? whole.Rounds;
        if (rounds >= 1 && rounds <= whole.Rounds)
        {
            return whole.Take(rounds);
        }

        var asked = settings.Rounds is null ? "best_iteration asks for" : "--rounds asks for";
        throw settings.Source.Refuse($"{asked} {rounds} rounds, the file has {whole.Rounds}");
    }

    private void Describe(
        BoostedTrees whole, BoostedTrees trees, IReadOnlyList<string> features, IReadOnlyList<string> classes)
    {
        screen.Line($"{whole.Library} {whole.LibraryVersion}, {whole.Objective}");
        var reason = trees.Rounds == whole.Rounds ? ""
            : trees.Rounds == whole.BestRounds ? ": up to best_iteration, as scikit-learn's wrapper predicts"
            : ": as asked";
        screen.Line($"rounds: {trees.Rounds:N0} of {whole.Rounds:N0}{reason}");
        screen.Line($"features: {string.Join(", ", features)}");
        screen.Line($"classes: {string.Join(", ", classes)}");
        var rounded = ImportedManifest.RoundedThresholds(trees);
        if (rounded > 0)
        {
            var all = trees.Thresholds.Count();
            screen.Line($"thresholds: {rounded:N0} of {all:N0} are not floats and were rounded down to one");
            screen.Line("features are floats here; no split changes its side for a float");
        }
    }

    private CanaryComparison Compare(ImportSettings settings, BoostedTrees trees, Forest forest)
    {
        var lines = CanaryFile.Read(settings.Canary!, forest.Features.Names, settings.Classes);
        var comparison = CanaryComparison.Of(lines, trees, forest);
        var wrong = comparison.Disagreements;
        foreach (var (line, difference) in wrong.Take(ShownDisagreements))
        {
            screen.Line($"{settings.Canary} line {line}: differs by {difference:G3}");
        }

        if (wrong.Count > 0)
        {
            var hint = comparison.FittingOrder is { } order
                ? $"; all agree with --classes {string.Join(',', order.Select(index => settings.Classes[index]))}"
                : "";
            throw new FailureException(FormattableString.Invariant(
                $"--canary {settings.Canary}: {wrong.Count:N0} of {comparison.Rows:N0} rows differ, the first at line ")
                + FormattableString.Invariant($"{wrong[0].Line}, by up to {comparison.LargestDifference:G3}{hint}"));
        }

        var agree = comparison.Rows - comparison.Moved.Count;
        screen.Line($"canary: {agree:N0} rows agree, the largest difference is {comparison.LargestDifference:G2}");
        foreach (var line in comparison.Moved.Take(ShownDisagreements))
        {
            screen.Line($"  line {line.Line}: a feature rounded to a float crosses a threshold; in doubles it agrees");
        }

        if (comparison.Moved.Count > 0)
        {
            screen.Line($"  {comparison.Moved.Count:N0} such rows: the original compares doubles, the package floats");
        }

        return comparison;
    }
}
