namespace Streaming.LoadTests.Fuzzing;

/// <summary>A reader threw nothing, and yet did what it must not.</summary>
internal sealed class FuzzedException(string message) : Exception(message)
{
    /// <summary>Makes sure of what has to be.</summary>
    /// <exception cref="FuzzedException">It is not so.</exception>
    public static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new FuzzedException(otherwise);
        }
    }

    /// <summary>Makes sure that a reason for people is one line.</summary>
    /// <exception cref="FuzzedException">It is empty, or more than a line.</exception>
    public static void RequireLine(string reason) => Require(
        reason.Length > 0 && !reason.Contains('\n') && !reason.Contains('\r'), $"a reason is no line: '{reason}'");
}
