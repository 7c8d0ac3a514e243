using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Errors;

/// <summary>A message in one line.</summary>
internal sealed record ErrorRow
{
    public required string Id { get; init; }

    public required string Queue { get; init; }

    /// <summary>The observation, where the message holds one and its id can be read.</summary>
    public string? ObservationId { get; init; }

    /// <summary>When it was set aside; null when nothing tells.</summary>
    public DateTimeOffset? Time { get; init; }

    public required string Reason { get; init; }

    /// <summary>Length of its body.</summary>
    public required int Bytes { get; init; }

    /// <summary>How often it was sent again.</summary>
    public required int Resent { get; init; }

    /// <summary>How often it was handed back to its queue.</summary>
    public required long HandedBack { get; init; }

    public static ErrorRow Of(SetAside one) => new()
    {
        Id = one.Message.Id,
        Queue = one.Message.Queue,
        ObservationId = ObservationIdOf.Body(one.Message.Body),
        Time = one.Time,
        Reason = one.Reason,
        Bytes = one.Message.Body.Length,
        Resent = one.Message.Resent?.Count ?? 0,
        HandedBack = one.Message.HandedBack,
    };

    /// <summary>As text, in columns.</summary>
    public override string ToString() =>
        $"{Id,-36} {ErrorCounts.Time(Time),-19} {Bytes,9:N0} {Resent,4:N0}  {Queue} | "
        + $"{(ObservationId is null ? "-" : SafeText.Line(ObservationId))} | {Reason}";
}
