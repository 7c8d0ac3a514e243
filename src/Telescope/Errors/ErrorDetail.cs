using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Errors;

/// <summary>A message with all that came with it, so that it could be made anew.</summary>
internal sealed record ErrorDetail
{
    public required string Id { get; init; }

    public required string Queue { get; init; }

    public required string Reason { get; init; }

    /// <summary>When it was set aside; null when nothing tells.</summary>
    public DateTimeOffset? Time { get; init; }

    public string? MessageId { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    /// <summary>Its headers as texts.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Its body, base64.</summary>
    public required byte[] Body { get; init; }

    public static ErrorDetail Of(SetAside one)
    {
        var properties = one.Message.Properties;
        return new()
        {
            Id = one.Message.Id,
            Queue = one.Message.Queue,
            Reason = one.Reason,
            Time = one.Time,
            MessageId = properties.MessageId,
            ContentType = properties.ContentType,
            ContentEncoding = properties.ContentEncoding,
            Headers = (properties.Headers ?? new Dictionary<string, object?>()).ToDictionary(
                header => header.Key, header => MessageHeaders.Shown(header.Value)),
            Body = one.Message.Body,
        };
    }
}
