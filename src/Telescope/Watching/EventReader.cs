using System.Text.Encodings.Web;
using System.Text.Json;
using Streaming.Catalogues;
using Streaming.Contracts;

namespace Streaming.Telescope.Watching;

/// <summary>Takes events as they come: counts them, writes them if asked, and tells when they are enough.</summary>
/// <param name="statistics">Sums them up.</param>
/// <param name="json">Where each is written as a line of JSON; null for nowhere.</param>
/// <param name="limit">How many are enough.</param>
/// <param name="table">Where classifications become rows; null for nowhere.</param>
internal sealed class EventReader(LiveStatistics statistics, TextWriter? json, long limit, EventTable? table = null)
{
    // A terminal is no web page: a plus sign stays a plus sign.
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FirstForms _forms = new();
    private long _seen;

    /// <summary>Done when as many events as asked for were seen; failed when the table cannot be written.</summary>
    public Task Enough => _enough.Task;

    /// <summary>Takes one message; not called concurrently.</summary>
    public void Take(string exchange, string? messageId, ReadOnlyMemory<byte> body)
    {
        if (_seen == limit || _enough.Task.IsFaulted) return;
        try
        {
            var message = JsonElement.Parse(body.Span);
            if (exchange == EventSubscription.RejectedExchange) TakeRejected(message);
            else if (exchange == EventSubscription.ObjectsExchange) TakeObjects(message);
            else TakeClassified(message, messageId);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            statistics.AddUnreadable();
        }
        catch (CatalogueException fault)
        {
            _enough.TrySetException(fault);
        }
    }

    private void TakeRejected(JsonElement message)
    {
        var rejected = message.Deserialize(TelescopeJson.Default.ObservationRejected) ?? throw new JsonException();
        statistics.Add(rejected);
        Count(message);
    }

    private void TakeClassified(JsonElement message, string? messageId)
    {
        var classified = Read(message);
        Guid? id = Guid.TryParse(messageId, out var known) ? known : null;
        if (_forms.IsFirst(id, EventForm.Single)) Add(message, classified, id);
    }

    private void TakeObjects(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty("objects", out var objects)
            || objects.ValueKind != JsonValueKind.Array)
            throw new JsonException();
        // All are read before the first is counted: a message is unreadable as a whole.
        var read = objects.EnumerateArray().Select(one => (Json: one, Classified: Read(one))).ToList();
        foreach (var one in read.Where(one => _forms.IsFirst(one.Classified.EventId, EventForm.Bulk)))
        {
            Add(one.Json, one.Classified, one.Classified.EventId);
        }
    }

    private static ObjectClassified Read(JsonElement classified) =>
        classified.Deserialize(TelescopeJson.Default.ObjectClassified) ?? throw new JsonException();

    private void Add(JsonElement line, ObjectClassified classified, Guid? eventId)
    {
        // A message of many may hold more than are wanted.
        if (_seen == limit) return;
        statistics.Add(classified);
        table?.Add(classified, eventId);
        Count(line);
    }

    // Written anew, because the body may be indented and an event is to be one line.
    private void Count(JsonElement line)
    {
        json?.WriteLine(JsonSerializer.Serialize(line, Plain));
        if (++_seen == limit) _enough.TrySetResult();
    }
}
