using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Runtime.InteropServices;

namespace Streaming.Telescope;

/// <summary>
/// Runs a command and turns its end into an exit code: 0 when all went well, 1 for a failure, 2 for a wrong command
/// line, 130 after Ctrl-C. Everything that goes wrong is one line on stderr.
/// </summary>
internal static class CommandLine
{
    public const int Failure = 1;
    public const int WrongUsage = 2;
    public const int Interrupted = 130;

    /// <summary>The program with these commands.</summary>
    public static RootCommand Create(params DocumentedCommand[] commands)
    {
        var root = new RootCommand("""
            Simulate, publish and watch a stream of astronomical observations.

            Settings (environment variables):
              ConnectionStrings__RabbitMq  The broker, where no option names it. Default: amqp://guest:guest@localhost:5672/
              OTEL_EXPORTER_OTLP_ENDPOINT  Where traces go, by OTLP. Default: none: nothing is sent
              OTEL_TRACES_SAMPLER_ARG      Share of the published messages that is traced. Default: 0.01
            """);
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        // The library's other names, -?, /? and /h, would be suggested at every step.
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>Parses and runs; <paramref name="streams"/> replaces the console in tests.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args, InvocationConfiguration? streams = null)
    {
        var configuration = streams ?? new InvocationConfiguration();
        configuration.EnableDefaultExceptionHandler = false;
        // The commands end by themselves after Ctrl-C, once they have reported; the library would cut them off.
        configuration.ProcessTerminationTimeout = null;

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        try
        {
            // An argument that starts with @ is no name of a file full of further arguments.
            var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples && !IsCompleting(root, parsed))
                throw new WrongUsageException(ErrorOf(parsed));
            var exitCode = await parsed.InvokeAsync(configuration, stop.Token);
            return stop.IsCancellationRequested ? Interrupted : exitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (WrongUsageException exception)
        {
            return Report(exception, WrongUsage);
        }
        catch (Exception exception) when (exception is FailureException or IOException or UnauthorizedAccessException)
        {
            return Report(exception, stop.IsCancellationRequested ? Interrupted : Failure);
        }

        // A second Ctrl-C finds the handler done and ends the process at once.
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }

        // Then the shell asks what could follow, of a line that need not be right yet.
        static bool IsCompleting(RootCommand root, ParseResult parsed) =>
            root.Directives.OfType<SuggestDirective>().Any(directive => parsed.GetResult(directive) is not null);

        static string ErrorOf(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0
            ? $"unknown option or command {parsed.UnmatchedTokens[0]}. See --help."
            : $"{parsed.Errors[0].Message} See --help.";

        int Report(Exception exception, int exitCode)
        {
            configuration.Error.WriteLine($"telescope: {exception.Message.ReplaceLineEndings(" ")}");
            return exitCode;
        }
    }
}
