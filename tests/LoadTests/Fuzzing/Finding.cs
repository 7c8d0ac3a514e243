namespace Streaming.LoadTests.Fuzzing;

/// <summary>An input that a reader does not bear.</summary>
/// <param name="Kind">What tells it from other findings: the exception and where it came from, or the bound.</param>
/// <param name="Message">What happened, in one line.</param>
/// <param name="Number">Which input it was, from 0.</param>
/// <param name="Input">The input, made as short as it could be.</param>
internal sealed record Finding(string Kind, string Message, int Number, byte[] Input);
