using System.Text.Json;

namespace Streaming.Classification.Models.Storage;

/// <summary>
/// The lease of a folder is a lock that the operating system keeps on the file <c>.lease</c> and frees when its holder
/// ends, however that ends. The file itself stays: were it removed, two processes could hold locks on two files of that
/// name.
/// </summary>
internal sealed class FolderLeaseContest(string folder, TimeProvider time) : ILeaseContest
{
    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows: what a held lock is reported as.
    private static readonly int[] HeldResults = [11, 35, unchecked((int)0x80070020)];

    private readonly string _holder = Path.Combine(folder, ".lease.json");

    public TimeSpan RetryInterval { get; } = TimeSpan.FromMilliseconds(100);

    public IStoreLease? TryTake()
    {
        try
        {
            Directory.CreateDirectory(folder);
            var locked = new FileStream(
                Path.Combine(folder, ".lease"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // In a file of its own: nobody can read the one that is locked.
            File.WriteAllBytes(
                _holder, JsonSerializer.SerializeToUtf8Bytes(LeaseHolder.ThisProcess(time), ModelManifest.Json));
            return new Lease(locked, _holder);
        }
        catch (IOException fault) when (HeldResults.Contains(fault.HResult))
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"the store {folder} cannot be changed: {fault.Message}", fault);
        }
    }

    public string DescribeHolder()
    {
        try
        {
            return JsonSerializer.Deserialize<LeaseHolder>(File.ReadAllBytes(_holder), ModelManifest.Json)!.ToString();
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            // Just taken or just freed.
            return LeaseHolder.Unknown;
        }
    }

    private sealed class Lease(FileStream locked, string holder) : IStoreLease
    {
        public void Confirm()
        {
            // The operating system keeps it as long as the process lives.
        }

        public void Dispose()
        {
            FolderStorage.Remove(holder);
            locked.Dispose();
        }
    }
}
