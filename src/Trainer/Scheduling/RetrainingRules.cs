using Streaming.Classification.Models;

namespace Streaming.Trainer.Scheduling;

/// <summary>When a model is trained anew.</summary>
/// <param name="MinimumNewLabels">So many labels that the latest model has not seen; 0 trains in any case.</param>
/// <param name="MaximumAge">So old a latest model.</param>
internal sealed record RetrainingRules(int MinimumNewLabels, TimeSpan MaximumAge)
{
    /// <summary>
    /// The latest model: the champion, or one that was trained after it with the labels and has not become champion.
    /// What such a one has seen is not new, or the same labels would train the same model, refused again, every night.
    /// </summary>
    public static ModelManifest? Latest(ModelStore store)
    {
        var champion = store.ReadChampion() is { } record ? Manifest(store, record.Version) : null;
        return store.Versions()
            .Select(version => Manifest(store, version))
            .Where(model => model?.Data?.Labels is not null && !(model.CreatedAt <= champion?.CreatedAt))
            .Append(champion)
            .MaxBy(model => model?.CreatedAt);
    }

    /// <summary>Decides, with the reason.</summary>
    /// <param name="latest">The latest model; null when there is none.</param>
    /// <param name="newLabels">Labels that it has not seen.</param>
    /// <param name="now">The time.</param>
    public (bool IsDue, string Why) Decide(ModelManifest? latest, int newLabels, DateTimeOffset now)
    {
        if (latest is null)
        {
            return (true, "there is no model yet");
        }

        if (newLabels >= MinimumNewLabels)
        {
            return (true, FormattableString.Invariant(
                $"{newLabels:N0} labels are new to {latest.Version}, wanted are {MinimumNewLabels:N0}"));
        }

        var age = now - latest.CreatedAt;
        var days = FormattableString.Invariant(
            $"{latest.Version} is {age.TotalDays:0.0} days old, the limit is {MaximumAge.TotalDays:0.##}");
        return age > MaximumAge
            ? (true, days)
            : (false, FormattableString.Invariant(
                $"only {newLabels:N0} of {MinimumNewLabels:N0} labels are new, and {days}"));
    }

    // A model that cannot be read counts for nothing: it must not keep a good one from being trained.
    private static ModelManifest? Manifest(ModelStore store, string version)
    {
        try
        {
            return store.ReadManifest(version);
        }
        catch (ModelException)
        {
            return null;
        }
    }
}
