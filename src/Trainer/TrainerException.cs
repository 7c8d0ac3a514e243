namespace Streaming.Trainer;

/// <summary>The command cannot do what it was asked. The message is one line and names what is at fault.</summary>
internal sealed class TrainerException : Exception
{
    public TrainerException(string message) : base(message)
    {
    }

    public TrainerException(string message, Exception cause) : base(message, cause)
    {
    }
}
