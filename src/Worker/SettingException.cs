namespace Streaming.Worker;

/// <summary>A setting cannot be used. The message is one line and names it.</summary>
internal sealed class SettingException(string message) : Exception(message);
