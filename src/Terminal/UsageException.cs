namespace Streaming.Terminal;

/// <summary>The command line makes no sense. The message is one line and names the option.</summary>
internal sealed class UsageException(string message) : Exception(message);
