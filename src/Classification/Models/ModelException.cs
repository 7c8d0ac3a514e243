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
}
