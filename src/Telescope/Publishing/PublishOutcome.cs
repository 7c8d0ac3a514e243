namespace Streaming.Telescope.Publishing;

/// <summary>What became of one publish.</summary>
internal enum PublishOutcome
{
    /// <summary>The broker has it safe in a queue.</summary>
    Confirmed,

    /// <summary>No queue takes it.</summary>
    Returned,

    /// <summary>The broker could not keep it (a nack).</summary>
    Refused,

    /// <summary>The connection broke before an answer came: the broker may have it or not.</summary>
    Lost,
}
