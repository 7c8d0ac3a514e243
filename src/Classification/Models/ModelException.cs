namespace Streaming.Classification.Models;

/// <summary>
/// A model or the model store cannot be used. The message is one line for people and names the part at fault.
/// </summary>
internal sealed class ModelException : Exception
{
    private const int LongestMessage = 2_000;

    public ModelException(string message) : base(OneLine(message))
    {
    }

    public ModelException(string message, Exception cause) : base(OneLine(message), cause)
    {
    }

    /// <summary>
    /// Makes something of a manifest that may be anybody's: JSON of the right shape, and yet with a null in a list, or no
    /// ensemble, is a fault of the model, not of the program.
    /// </summary>
    public static T Guarding<T>(string version, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception fault) when (fault is not (ModelException or OutOfMemoryException))
        {
            throw new ModelException($"model '{version}': its manifest is not that of a model: {fault.Message}", fault);
        }
    }

    /// <summary>Names the model in a fault of one of its parts.</summary>
    public static T Naming<T>(string version, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ModelException fault) when (!fault.Message.StartsWith("model '", StringComparison.Ordinal))
        {
            throw new ModelException($"model '{version}': {fault.Message}", fault);
        }
    }

    // It quotes files that may be anybody's, and goes into logs and to terminals.
    private static string OneLine(string message)
    {
        var line = string.Concat(message.Select(one => char.IsControl(one) || one is '\u2028' or '\u2029' ? ' ' : one));
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }
}
