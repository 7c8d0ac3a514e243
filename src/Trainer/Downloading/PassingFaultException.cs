namespace Streaming.Trainer.Downloading;

/// <summary>The service did not answer as it should; it may when it is asked again.</summary>
internal sealed class PassingFaultException : Exception
{
    public PassingFaultException(string message, TimeSpan? retryAfter = null) : base(message) =>
        RetryAfter = retryAfter;

    public PassingFaultException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <summary>How long the service asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; }
}
