namespace Streaming.Trainer.Terminal;

/// <summary>What the process tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;

    /// <summary>The command line was wrong.</summary>
    public const int Usage = 2;

    /// <summary>A challenger was judged and did not become the champion.</summary>
    public const int Refused = 3;

    /// <summary>Stopped by Ctrl-C: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
