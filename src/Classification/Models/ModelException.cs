namespace Streaming.Classification.Models;

/// <summary>
/// A model or the model store cannot be used. The message is one line for people and names the part at fault.
/// </summary>
internal sealed class ModelException : Exception
{
    public ModelException(string message) : base(message)
    {
    }

    public ModelException(string message, Exception cause) : base(message, cause)
    {
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
}
