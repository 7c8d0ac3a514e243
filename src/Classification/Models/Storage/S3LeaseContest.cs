using System.Text.Json;

namespace Streaming.Classification.Models.Storage;

/// <summary>
/// The lease in S3 is the object <c>.lease.json</c>, changed only on the condition that nobody else has changed it. Its
/// holder renews it; one that has not changed for <see cref="S3Lease.Expiry"/>, by the clock of who waits for it, is
/// its holder's no more. No two clocks are compared.
/// </summary>
internal sealed class S3LeaseContest(S3Objects objects, TimeProvider time) : ILeaseContest
{
    public const string Name = ".lease.json";

    private bool _areConditionsObeyed;
    private string? _watched;
    private long _watchedSince;

    public TimeSpan RetryInterval { get; } = TimeSpan.FromSeconds(1);

    public IStoreLease? TryTake()
    {
        if (!_areConditionsObeyed)
        {
            objects.RequireConditions();
            _areConditionsObeyed = true;
        }

        var present = objects.Find(Name);
        if (present is not null && Parse(present)?.Holder is not null && !IsAbandoned(present))
        {
            return null;
        }

        var state = new S3LeaseState(LeaseHolder.ThisProcess(time), Guid.NewGuid(), 0);
        return objects.TryPut(Name, S3Lease.Bytes(state), present) is { } taken
            ? new S3Lease(objects, state, taken, time)
            : null;
    }

    public string DescribeHolder() =>
        objects.Find(Name) is { } present && Parse(present)?.Holder is { } holder
            ? holder.ToString()
            : LeaseHolder.Unknown;

    // What cannot be read is nobody's, and is written anew.
    private static S3LeaseState? Parse(StoredFile file)
    {
        try
        {
            return JsonSerializer.Deserialize<S3LeaseState>(file.Content, ModelManifest.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsAbandoned(StoredFile present)
    {
        if (_watched != present.Tag)
        {
            _watched = present.Tag;
            _watchedSince = time.GetTimestamp();
        }

        return time.GetElapsedTime(_watchedSince) >= S3Lease.Expiry;
    }
}
