using Streaming.Classification.Models;

namespace Streaming.Trainer.Promoting;

/// <summary>Decides which models a store can do without.</summary>
internal static class Pruning
{
    /// <summary>How many of the champions before the present one stay, so that they can be gone back to.</summary>
    public const int KeptPrevious = 3;

    /// <summary>
    /// The models that are neither champion, nor among the latest champions before it, nor among the newest.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="newest">How many of the newest stay.</param>
    /// <returns>The oldest first.</returns>
    public static IReadOnlyList<string> Superfluous(ModelStore store, int newest)
    {
        var versions = store.Versions().OrderBy(version => CreatedAt(store, version)).ToList();
        var champion = store.ReadChampion();
        var kept = (champion?.Previous ?? []).Where(versions.Contains).Take(KeptPrevious)
            .Append(champion?.Version)
            .Concat(versions.TakeLast(newest))
            .ToHashSet();
        return [.. versions.Where(version => !kept.Contains(version))];
    }

    // What cannot be read goes first.
    private static DateTimeOffset CreatedAt(ModelStore store, string version)
    {
        try
        {
            return store.ReadManifest(version).CreatedAt;
        }
        catch (ModelException)
        {
            return DateTimeOffset.MinValue;
        }
    }
}
