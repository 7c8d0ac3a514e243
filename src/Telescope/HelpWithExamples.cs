using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Streaming.Telescope;

/// <summary>The usual help, then examples, then the exit codes.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const string RootExamples = """
        telescope simulate --count 10000 --out night.csv
        telescope publish --file night.csv
        telescope watch --for 5m
        source <(telescope completion bash)
        """;

    private const string Ending = """
        Exit codes:
          0    all went well
          1    a failure, told in one line on standard error
          2    a wrong command line
          130  ended by Ctrl-C or SIGTERM

        Results go to standard output, all else to standard error. Colours and bars are for terminals only; NO_COLOR
        takes the colours from these too.
        """;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command as DocumentedCommand;
        output.WriteLine("Examples:");
        foreach (var example in (command?.Examples ?? RootExamples).Split('\n'))
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        output.WriteLine(Ending);
        return exitCode;
    }
}
