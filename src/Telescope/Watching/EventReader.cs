using System.Text.Encodings.Web;
using System.Text.Json;

namespace Streaming.Telescope.Watching;

/// <summary>Takes events as they come: counts them, writes them if asked, and tells when they are enough.</summary>
internal sealed class EventReader(LiveStatistics statistics, TextWriter? json, long limit)
{
    // A terminal is no web page: a plus sign stays a plus sign.
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seen;

    /// <summary>Done when as many events as asked for have been seen.</summary>
    public Task Enough => _enough.Task;

    /// <summary>Takes one event; not called concurrently.</summary>
    public void Take(string exchange, ReadOnlyMemory<byte> body)
    {
        if (_seen == limit) return;
        try
        {
            var isEvent = exchange == EventSubscription.RejectedExchange ? TakeRejected(body) : TakeClassified(body);
            if (!isEvent) statistics.AddUnreadable();
            else if (++_seen == limit) _enough.TrySetResult();
        }
        catch (JsonException)
        {
            statistics.AddUnreadable();
        }
    }

    private bool TakeClassified(ReadOnlyMemory<byte> body)
    {
        var classified = JsonSerializer.Deserialize(body.Span, TelescopeJson.Default.ObjectClassified);
        if (classified is null) return false;
        statistics.Add(classified);
        Write(body);
        return true;
    }

    private bool TakeRejected(ReadOnlyMemory<byte> body)
    {
        var rejected = JsonSerializer.Deserialize(body.Span, TelescopeJson.Default.ObservationRejected);
        if (rejected is null) return false;
        statistics.Add(rejected);
        Write(body);
        return true;
    }

    // Written anew, because the body may be indented and an event is to be one line.
    private void Write(ReadOnlyMemory<byte> body) =>
        json?.WriteLine(JsonSerializer.Serialize(JsonElement.Parse(body.Span), Plain));
}
