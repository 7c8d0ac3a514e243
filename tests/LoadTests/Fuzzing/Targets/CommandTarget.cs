using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Streaming.Terminal;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>
/// Command lines of the three programs, an argument a line: they are understood, or refused in one line and with the exit
/// code for that. None that is understood is run.
/// </summary>
internal sealed class CommandTarget : IFuzzTarget
{
    private static readonly string[] OddWords =
    [
        "\n-1\n", "\n--\n", "\n@file\n", "\n1e999\n", "\n[suggest]\n", "=", "\n-\n", "\n\u001b[2J\n", "\n[bold]\n",
    ];

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly (string Name, ProgramCommand Program)[] _programs;
    private readonly ByteMutator _mutator;
    private readonly byte[][] _words;

    public CommandTarget()
    {
        Screen Screen(string name) => Terminal.Screen.OfText(name, _output, _error);
        _programs =
        [
            ("worker", Worker.CommandLine.WorkerCommand.Create(Screen("worker"))),
            ("trainer", Trainer.Program.Create(Screen("trainer"), TimeProvider.System)),
            ("telescope", Streaming.Telescope.TelescopeCommand.Create(Screen("telescope"), TimeProvider.System)),
        ];
        var examples = _programs.SelectMany(one => All(one.Program)).OfType<DocumentedCommand>()
            .SelectMany(command => command.Examples.Split('\n'))
            .Where(line => !line.Contains('|') && !line.Contains('<'))
            .Select(line => Encoding.UTF8.GetBytes(line.Replace("\"", "", StringComparison.Ordinal).Replace(' ', '\n')))
            .ToList();
        _words =
        [
            .. _programs.SelectMany(one => All(one.Program)).SelectMany(command => command.Options)
                .Select(option => Encoding.UTF8.GetBytes($"\n{option.Name}\n")),
            .. OddWords.Select(Encoding.UTF8.GetBytes),
        ];
        _mutator = new ByteMutator(examples, _words, longest: 4_000);
    }

    public string Name => "command line";

    public int Weight => 6;

    public long MostBytes => 64L << 20;

    public byte[] Next(Random random)
    {
        var line = _mutator.Next(random);
        return random.Next(3) > 0 ? line : [.. line, .. _words[random.Next(_words.Length)], .. _words[random.Next(_words.Length)]];
    }

    public bool Try(byte[] input)
    {
        var arguments = Encoding.UTF8.GetString(input).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var program = Array.Find(_programs, one => one.Name == arguments.FirstOrDefault()).Program ?? _programs[0].Program;
        string[] rest = [.. arguments.Skip(1)];
        if (IsUnderstood(program, rest))
        {
            return true;
        }

        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        var exit = program.RunAsync(rest).GetAwaiter().GetResult();
        FuzzedException.Require(exit == ExitCode.Usage, $"the exit code is {exit}");
        FuzzedException.RequireLine(_error.ToString().TrimEnd('\n'));
        return false;
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private static bool IsUnderstood(ProgramCommand program, IReadOnlyList<string> arguments)
    {
        try
        {
            return program.Read(arguments).Action is not ParseErrorAction;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    private static IEnumerable<Command> All(Command command) => [command, .. command.Subcommands.SelectMany(All)];
}
