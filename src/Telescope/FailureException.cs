namespace Streaming.Telescope;

/// <summary>The command cannot do its work; the message says why, in one line for the user.</summary>
internal sealed class FailureException(string message) : Exception(message);
