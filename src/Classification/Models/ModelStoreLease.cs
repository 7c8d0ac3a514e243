using System.Text.Json;

namespace Streaming.Classification.Models;

/// <summary>
/// The right to change a store, which one process at a time has. It is a lock that the operating system keeps on the
/// file <c>.lease</c> and frees when its holder ends, however that ends. The file itself stays: were it removed, two
/// processes could hold locks on two files of that name.
/// </summary>
internal sealed class ModelStoreLease : IDisposable
{
    private const string LockFile = ".lease";
    private const string HolderFile = ".lease.json";

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows: what a held lock is reported as.
    private static readonly int[] HeldResults = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _lock;
    private readonly string _holder;

    private ModelStoreLease(FileStream @lock, string holder)
    {
        _lock = @lock;
        _holder = holder;
    }

    /// <summary>Takes the lease, waiting while another holds it.</summary>
    /// <exception cref="ModelException">
    /// It is held longer than that, and the message says by whom; or the store cannot be written to.
    /// </exception>
    public static async Task<ModelStoreLease> AcquireAsync(
        ModelStore store, TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire(store, time) is { } lease)
            {
                return lease;
            }

            if (time.GetElapsedTime(start) >= wait)
            {
                throw Held(store);
            }

            await Task.Delay(RetryInterval, time, cancellationToken);
        }
    }

    /// <summary>Takes the lease at once.</summary>
    /// <exception cref="ModelException">Another holds it, or the store cannot be written to.</exception>
    public static ModelStoreLease Acquire(ModelStore store) =>
        TryAcquire(store, TimeProvider.System) ?? throw Held(store);

    public void Dispose()
    {
        StoreFiles.Remove(_holder);
        _lock.Dispose();
    }

    private static ModelStoreLease? TryAcquire(ModelStore store, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(store.Path);
            var file = new FileStream(
                Path.Combine(store.Path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new ModelStoreLease(file, NoteHolder(store, time));
        }
        catch (IOException fault) when (HeldResults.Contains(fault.HResult))
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"the store {store.Path} cannot be changed: {fault.Message}", fault);
        }
    }

    // In a file of its own: nobody can read the one that is locked.
    private static string NoteHolder(ModelStore store, TimeProvider time)
    {
        var file = Path.Combine(store.Path, HolderFile);
        var holder = new LeaseHolder(Environment.ProcessId, Environment.MachineName, time.GetUtcNow());
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(holder, ModelManifest.Json));
        return file;
    }

    private static ModelException Held(ModelStore store) =>
        new($"the store {store.Path} is being changed by {DescribeHolder(store)}; try again later");

    private static string DescribeHolder(ModelStore store)
    {
        try
        {
            var holder = StoreFiles.Read<LeaseHolder>(Path.Combine(store.Path, HolderFile));
            return FormattableString.Invariant(
                $"process {holder.Process} on {holder.Host} since {holder.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}");
        }
        catch (ModelException)
        {
            // Just taken or just freed.
            return "another process";
        }
    }
}
