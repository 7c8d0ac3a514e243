using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Storage;

namespace Streaming.Diagnosis.Store;

/// <summary>Looks at a model store, and changes nothing in it.</summary>
internal sealed class StoreInquiry(TimeProvider time)
{
    /// <param name="path">A folder, or <c>s3://BUCKET/PREFIX</c>.</param>
    /// <param name="isNamed">Whether the user named it.</param>
    public StorePicture Ask(string path, bool isNamed)
    {
        var isFolder = !S3Address.IsMeantBy(path);
        var picture = new StorePicture(path) { IsNamed = isNamed, IsFolder = isFolder };
        if (isFolder && !Directory.Exists(path))
        {
            return picture with { Fault = "there is no such folder" };
        }

        try
        {
            var store = new ModelStore(path);
            picture = WithLease(picture with { Location = store.Path }, store);
            picture = WithChampion(picture, store);
            return isFolder ? WithDisk(picture, store) : picture;
        }
        catch (Exception fault) when (fault is ModelException or IOException or UnauthorizedAccessException)
        {
            return picture with { Fault = fault.Message };
        }
    }

    private static StorePicture WithChampion(StorePicture picture, ModelStore store)
    {
        ChampionRecord? champion;
        ModelManifest manifest;
        try
        {
            champion = store.ReadChampion();
            if (champion is null)
            {
                return picture;
            }

            manifest = store.ReadManifest(champion.Version);
        }
        catch (ModelException fault)
        {
            return picture with { ChampionFault = fault.Message };
        }

        return picture with
        {
            Champion = champion.Version,
            Files = manifest.Ensembles.Count,
            FileFaults = [.. manifest.Ensembles.Select(one => FaultOf(store, champion.Version, one)).OfType<string>()],
        };
    }

    private static string? FaultOf(ModelStore store, string version, EnsembleManifest ensemble)
    {
        try
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(store.ReadEnsemble(version, ensemble.File)));
            return hash == ensemble.Sha256 ? null : $"{ensemble.File} has SHA-256 {hash[..8]}…, not {ensemble.Sha256[..8]}…";
        }
        catch (ModelException fault)
        {
            return fault.Message;
        }
    }

    private static StorePicture WithDisk(StorePicture picture, ModelStore store)
    {
        string[] paths =
        [
            store.Path,
            .. Present(store.Storage.Locate(ModelStore.ChampionFile)),
            .. picture.Champion is { } champion
                ? Directory.EnumerateFileSystemEntries(store.Storage.Locate(champion)).Prepend(store.Storage.Locate(champion))
                : [],
        ];
        return picture with
        {
            DiskFree = new DriveInfo(store.Path).AvailableFreeSpace,
            WritableByAll = WritableByAll(paths),
        };
    }

    private static List<string>? WritableByAll(IEnumerable<string> paths)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var found = new List<string>();
        foreach (var path in paths)
        {
            if (File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherWrite))
            {
                found.Add(path);
            }
        }

        return found;
    }

    private static IEnumerable<string> Present(string file) => File.Exists(file) ? [file] : [];

    private StorePicture WithLease(StorePicture picture, ModelStore store)
    {
        if (store.Storage.Find(S3LeaseContest.Name) is not { } file || HolderIn(file, picture.IsFolder) is not { } holder)
        {
            return picture;
        }

        return picture with
        {
            Holder = holder.ToString(),
            HeldFor = time.GetUtcNow() - holder.Since,
            IsHolderGone = holder.Host == Environment.MachineName && !Runs(holder.Process),
        };
    }

    private static LeaseHolder? HolderIn(StoredFile file, bool isFolder)
    {
        try
        {
            return isFolder
                ? JsonSerializer.Deserialize<LeaseHolder>(file.Content, ModelManifest.Json)
                : JsonSerializer.Deserialize<S3LeaseState>(file.Content, ModelManifest.Json)?.Holder;
        }
        catch (JsonException)
        {
            // Being written, or being removed.
            return null;
        }
    }

    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
