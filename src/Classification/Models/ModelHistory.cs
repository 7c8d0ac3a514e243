using System.Globalization;

namespace Streaming.Classification.Models;

/// <summary>
/// The entries of a store's history, one file each: <c>history/000017.json</c>. An entry that changes the champion is
/// written to champion.json first and copied here after that, so the history never tells of a change that did not
/// happen, and never misses one that did.
/// </summary>
/// <param name="folder">The folder <c>history</c> of the store.</param>
internal sealed class ModelHistory(string folder)
{
    /// <summary>The folder's name; no version may have it.</summary>
    public const string Folder = "history";

    /// <summary>All entries in their order.</summary>
    /// <param name="champion">The content of champion.json.</param>
    /// <exception cref="ModelException">An entry cannot be read.</exception>
    public IReadOnlyList<StoreChange> Read(ChampionRecord? champion)
    {
        var entries = Numbers().Select(number => StoreFiles.Read<StoreChange>(FileOf(number))).ToList();
        if (champion?.Change is { } latest && entries.TrueForAll(entry => entry.Number != latest.Number))
        {
            entries.Add(latest);
        }

        return [.. entries.OrderBy(entry => entry.Number)];
    }

    /// <summary>The number of the entry to come.</summary>
    public int NextNumber(ChampionRecord? champion) =>
        Math.Max(Numbers().DefaultIfEmpty().Max(), champion?.Change?.Number ?? 0) + 1;

    /// <summary>Adds an entry, unless it is there already.</summary>
    public void Add(StoreChange entry)
    {
        if (!File.Exists(FileOf(entry.Number)))
        {
            Directory.CreateDirectory(folder);
            StoreFiles.Replace(folder, NameOf(entry.Number), entry);
        }
    }

    /// <summary>
    /// Makes up for a writer that was killed: copies the entry of champion.json, removes what is half done.
    /// </summary>
    public void Repair(ChampionRecord? champion)
    {
        if (Directory.Exists(folder))
        {
            StoreFiles.RemoveUnfinished(folder);
        }

        if (champion?.Change is { } latest)
        {
            Add(latest);
        }
    }

    private IEnumerable<int> Numbers() => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*.json")
            .Select(file => int.TryParse(
                Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0)
            .Where(number => number > 0);

    private string FileOf(int number) => Path.Combine(folder, NameOf(number));

    private static string NameOf(int number) => $"{number.ToString("D6", CultureInfo.InvariantCulture)}.json";
}
