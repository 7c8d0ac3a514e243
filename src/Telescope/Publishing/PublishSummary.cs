namespace Streaming.Telescope.Publishing;

/// <summary>What <c>telescope publish --json</c> writes at its end.</summary>
internal sealed record PublishSummary
{
    /// <summary>Observations that were taken to be published.</summary>
    public required int Sent { get; init; }

    /// <summary>Those of them that have a redshift.</summary>
    public required int Spectroscopic { get; init; }

    /// <summary>Those of them that have none.</summary>
    public required int Photometric { get; init; }

    /// <summary>Those that the broker has confirmed.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Those that no queue took.</summary>
    public required int Returned { get; init; }

    /// <summary>Those that the broker refused.</summary>
    public required int Refused { get; init; }

    /// <summary>Those of which the broker has said nothing.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Observations that were published again after the connection broke, each time counted.</summary>
    public required int Repeated { get; init; }

    /// <summary>Messages that the observations were put into.</summary>
    public required int Messages { get; init; }

    /// <summary>From the first publish to the last answer.</summary>
    public required double Seconds { get; init; }
}
