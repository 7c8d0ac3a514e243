namespace Streaming.Terminal;

/// <summary>A command cannot do what it was asked, and a person can mend that. The message is one line.</summary>
internal sealed class FailureException(string message, Exception? cause = null) : Exception(message, cause);
