using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Streaming.Terminal.Completing;

namespace Streaming.Terminal;

/// <summary>
/// A program: its commands and its help. A fault is one line on standard error and an <see cref="ExitCode"/>.
/// </summary>
internal sealed class ProgramCommand : RootCommand
{
    private readonly Screen _screen;

    /// <param name="screen">Where it writes, and its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="examples">Command lines, one a line.</param>
    /// <param name="settings">What it takes from its environment.</param>
    /// <param name="commands">Its commands; the one for the completion by a shell comes by itself.</param>
    public ProgramCommand(
        Screen screen, string description, string examples, IReadOnlyList<Setting> settings, params Command[] commands)
        : base(description)
    {
        _screen = screen;
        Examples = examples;
        Settings = settings;
        foreach (var command in (Command[])[.. commands, CompletionCommand.Create(screen)])
        {
            Subcommands.Add(command);
        }

        var help = Options.OfType<HelpOption>().Single();
        // The library's other names, -?, /? and /h, would be suggested at every step.
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        help.Action = new DocumentedHelp((HelpAction)help.Action!, this);
    }

    public string Examples { get; }

    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>Reads a command line.</summary>
    /// <exception cref="UsageException">An option that may be given once is given twice.</exception>
    public ParseResult Read(IReadOnlyList<string> args)
    {
        try
        {
            // An argument that starts with @ is no name of a file full of further arguments.
            return Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        }
        catch (InvalidOperationException fault)
        {
            // What checks options against each other asks for the one value of such an option, and the library throws.
            throw new UsageException(fault.Message);
        }
    }

    /// <summary>Runs a command line. Commands are cancelled by Ctrl-C and SIGTERM, then end by themselves.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="wording">Words the program's own exceptions that a person can mend; null for any other.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string[] args, Func<Exception, string?>? wording = null)
    {
        ParseResult parsed;
        try
        {
            parsed = Read(args);
        }
        catch (UsageException fault)
        {
            return Complain(fault.Message, ExitCode.Usage);
        }

        if (parsed.Action is ParseErrorAction)
        {
            return Complain(Fault(parsed), ExitCode.Usage);
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // A command may still hand back what it holds, or report; the library would cut it off.
            ProcessTerminationTimeout = null,
            Output = _screen.Writer,
            Error = _screen.Error.Profile.Out.Writer,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Complain("stopped", ExitCode.Interrupted);
        }
        catch (UsageException fault)
        {
            return Complain(fault.Message, ExitCode.Usage);
        }
        catch (Exception fault) when (fault is FailureException or IOException or UnauthorizedAccessException)
        {
            return Fail(fault.Message);
        }
        catch (Exception fault) when (wording?.Invoke(fault) is { } message)
        {
            return Fail(message);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A defect: whoever mends it needs to know where.
            var exitCode = Fail($"unexpected {fault.GetType().Name}: {fault.Message}");
            configuration.Error.WriteLine(fault.StackTrace);
            return exitCode;
        }

        // A second Ctrl-C finds the handler done and ends the process at once.
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }

        int Fail(string message) =>
            Complain(message, stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Failure);
    }

    // The library complains of what is missing before what it did not know, which is the cause more often. A fault of a
    // value says itself what is allowed.
    private static string Fault(ParseResult parsed)
    {
        const string Hint = "; --help lists what there is";
        return parsed switch
        {
            { UnmatchedTokens: [var unknown, ..] } => $"unknown command or option '{unknown}'{Hint}",
            { Errors: [{ SymbolResult: CommandResult } error, ..] } => error.Message.TrimEnd('.') + Hint,
            _ => parsed.Errors[0].Message,
        };
    }

    private int Complain(string message, int exitCode)
    {
        _screen.Complain(message);
        return exitCode;
    }
}
