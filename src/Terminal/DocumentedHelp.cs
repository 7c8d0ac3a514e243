using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Streaming.Terminal;

/// <summary>The usual help, then the program's settings, examples and exit codes.</summary>
internal sealed class DocumentedHelp(HelpAction usual, ProgramCommand program) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command as DocumentedCommand;
        if (command is null)
        {
            var width = program.Settings.Max(setting => setting.Name.Length);
            Write("Settings (environment variables; options override them)", program.Settings.Select(setting =>
                $"{setting.Name.PadRight(width)}  {setting.Description}. Default: {setting.Default}"));
        }

        Write("Examples", (command?.Examples ?? program.Examples).Split('\n'));
        string?[] codes =
        [
            "0    all went well",
            "1    a failure, told in one line on standard error",
            "2    a wrong command line",
            command?.OwnExitCode,
            "130  ended by Ctrl-C or SIGTERM",
        ];
        Write("Exit codes", codes.OfType<string>());
        return exitCode;

        void Write(string title, IEnumerable<string> lines) =>
            output.WriteLine($"{title}:\n{string.Join('\n', lines.Select(line => $"  {line}"))}\n");
    }
}
