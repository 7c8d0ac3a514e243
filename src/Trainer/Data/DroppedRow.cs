namespace Streaming.Trainer.Data;

/// <summary>A row that cannot be used.</summary>
/// <param name="File">Name of its file, without the folder.</param>
/// <param name="Line">Number of its line, the first being 1.</param>
/// <param name="Reason">Kind of fault: a <see cref="Contracts.RejectionCode"/> or one of the constants here.</param>
/// <param name="Message">The fault in words.</param>
internal sealed record DroppedRow(string File, long Line, string Reason, string Message)
{
    public const string UnknownClass = "unknown_class";

    /// <summary>The row could not be split into columns.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>An earlier row has the same magnitudes and redshift.</summary>
    public const string Duplicate = "duplicate";
}
