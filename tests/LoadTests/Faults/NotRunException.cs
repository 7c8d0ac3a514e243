namespace Streaming.LoadTests.Faults;

/// <summary>A scenario cannot be played on this machine; the message says why.</summary>
internal sealed class NotRunException(string why) : Exception(why);
