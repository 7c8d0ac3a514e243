namespace Streaming.Contracts;

/// <summary>
/// An astronomer or a spectrograph has confirmed the class of an observation: new training data. Ranges and units are
/// those of <see cref="ObservationReceived"/>. A later label of the same observation replaces an earlier one.
/// </summary>
public sealed record ObservationLabelled
{
    /// <summary>The observation.</summary>
    public ObservationReceived? Observation { get; init; }

    /// <summary>The confirmed class: <c>STAR</c>, <c>GALAXY</c> or <c>QSO</c>.</summary>
    public string? Class { get; init; }

    /// <summary>When the class was confirmed.</summary>
    public DateTimeOffset? LabelledAt { get; init; }

    /// <summary>Who confirmed it, for example a survey's pipeline.</summary>
    public string? LabelledBy { get; init; }
}
