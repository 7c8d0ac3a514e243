using System.Globalization;
using System.Text.Json;
using Streaming.Classification.Models.Storage;

namespace Streaming.Classification.Models;

/// <summary>
/// The entries of a store's history, one file each: <c>history/000017.json</c>. An entry that changes the champion is
/// written to champion.json first and copied here after that, so the history never tells of a change that did not
/// happen, and never misses one that did.
/// </summary>
internal sealed class ModelHistory(IModelStorage storage)
{
    /// <summary>The folder's name; no version may have it.</summary>
    public const string Folder = "history";

    /// <summary>All entries in their order.</summary>
    /// <param name="champion">The content of champion.json.</param>
    /// <exception cref="ModelException">An entry cannot be read.</exception>
    public IReadOnlyList<StoreChange> Read(ChampionRecord? champion)
    {
        var entries = Numbers().Select(Read).ToList();
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
    /// <exception cref="ModelException">Another entry of its number is there, or it cannot be written.</exception>
    public void Add(StoreChange entry)
    {
        if (!storage.Add(NameOf(entry.Number), JsonSerializer.SerializeToUtf8Bytes(entry, ModelManifest.Json)))
        {
            throw new ModelException(
                $"the store {storage.Location} has another entry {entry.Number} in its history: two have changed it at "
                + "once; look, and try again");
        }
    }

    private StoreChange Read(int number) => storage.Find(NameOf(number)) is { } file
        ? StoreJson.Parse<StoreChange>(file, storage.Locate(NameOf(number)))
        : throw new ModelException($"cannot read {storage.Locate(NameOf(number))}: it is not there any more");

    private IEnumerable<int> Numbers() => storage.FilesIn(Folder)
        .Where(name => Path.GetExtension(name) == ".json")
        .Select(name => int.TryParse(
            Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0)
        .Where(number => number > 0);

    private static string NameOf(int number) => $"{Folder}/{number.ToString("D6", CultureInfo.InvariantCulture)}.json";
}
