namespace Streaming.Terminal;

/// <summary>What a process tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;

    /// <summary>The command line was wrong.</summary>
    public const int Usage = 2;

    /// <summary>Stopped before its end, by Ctrl-C or SIGTERM: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
