namespace Streaming.Telescope;

/// <summary>The command line makes no sense; the message names the option, in one line for the user.</summary>
internal sealed class WrongUsageException(string message) : Exception(message);
