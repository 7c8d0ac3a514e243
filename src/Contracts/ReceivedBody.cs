using System.ComponentModel.DataAnnotations;

namespace Streaming.Contracts;

/// <summary>A message as it came from the queue, kept so that nothing is lost.</summary>
public sealed record ReceivedBody
{
    /// <summary>The most bytes that are kept: 64 KiB.</summary>
    public const int MaximumBytes = 64 * 1024;

    /// <summary>Name of the queue that it came from.</summary>
    public required string Queue { get; init; }

    /// <summary>Content type as the publisher gave it, if it did.</summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// Content encoding as the publisher gave it, when the body could not be unpacked; null or absent otherwise: what was
    /// unpacked stands here unpacked.
    /// </summary>
    public string? ContentEncoding { get; init; }

    /// <summary>Length of the whole body, bytes.</summary>
    [Range(0, int.MaxValue)]
    public required int Length { get; init; }

    /// <summary>The body's first 65,536 bytes (<see cref="MaximumBytes"/>), base64.</summary>
    [Base64String, MaxLength((MaximumBytes + 2) / 3 * 4)]
    public required string Base64 { get; init; }
}
