using System.CommandLine;
using System.CommandLine.Invocation;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Terminal;

/// <summary>Runs a command line so that whatever goes wrong is one line on standard error and an exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(RootCommand root, string[] args, Screen screen)
    {
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            screen.Complain(Wrong(parsed));
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // The default of 2 s would end a process that is still handing back what it holds.
                ProcessTerminationTimeout = TrainerHost.StopLimit,
                Output = screen.Output.Profile.Out.Writer,
                Error = screen.Error,
            });
        }
        catch (OperationCanceledException)
        {
            screen.Complain("stopped");
            return ExitCode.Interrupted;
        }
        catch (Exception fault) when (fault is TrainerException or ModelException or IOException
            or UnauthorizedAccessException)
        {
            screen.Complain(fault.Message);
            return ExitCode.Failure;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            screen.Complain($"unexpected {fault.GetType().Name}: {fault.Message}");
            return ExitCode.Failure;
        }
    }

    // The library complains of what is missing before what it did not know, which is the cause more often.
    private static string Wrong(ParseResult parsed)
    {
        var wrong = parsed.UnmatchedTokens is [var unknown, ..]
            ? $"unknown command or option '{unknown}'"
            : parsed.Errors[0].Message.TrimEnd('.');
        return $"{wrong}; --help lists what there is";
    }
}
