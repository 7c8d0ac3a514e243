using System.CommandLine;
using Streaming.Telescope;
using Streaming.Worker.CommandLine;
using Xunit;

namespace Streaming.Terminal.Tests;

/// <summary>What holds for every command of every program.</summary>
public sealed class ProgramsTests
{
    public static TheoryData<string> Programs => ["worker", "trainer", "telescope"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_command_has_examples_and_they_are_right(string program)
    {
        using var screen = new TextScreen(program);
        var root = Create(screen.Screen);
        var seen = new HashSet<string>();
        var examples = root.Examples.Split('\n').ToList();
        foreach (var command in Commands(root))
        {
            var documented = Assert.IsType<DocumentedCommand>(command);
            var lines = documented.Examples.Split('\n');
            var path = PathOf(command);
            Assert.All(lines, line => Assert.Contains(path, line, StringComparison.Ordinal));
            examples.AddRange(lines);
        }

        Assert.All(examples, example =>
        {
            var words = CommandOf(example, program);
            Assert.Equal(program, words[0]);
            var errors = root.Read([.. words.Skip(1)]).Errors.Select(error => error.Message);
            Assert.True(!errors.Any(), $"{example}: {string.Join(' ', errors)}");
        });
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_option_and_argument_is_described_without_a_full_stop(string program)
    {
        using var screen = new TextScreen(program);
        var symbols = Commands(Create(screen.Screen)).SelectMany(command => command.Options
            .Select(option => (option.Name, option.Description))
            .Concat(command.Arguments.Select(argument => (argument.Name, argument.Description))));

        Assert.All(symbols, symbol => Assert.True(
            symbol.Description is { Length: > 0 } text && !text.EndsWith('.'), $"{symbol.Name}: {symbol.Description}"));
    }

    [Fact]
    public async Task An_option_given_twice_is_a_fault_of_one_line_also_where_options_are_checked_against_each_other()
    {
        // Found by fuzzing: the check asked for the one value, and the library threw.
        using var screen = new TextScreen("telescope");

        var exit = await Create(screen.Screen).RunAsync(["simulate", "--out", "i", "--out", "i", "--json"]);

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Equal(
            "telescope: Option '--out' expects a single argument but 2 were provided", screen.Error.TrimEnd());
    }

    [Theory]
    [InlineData("worker", "", "classify completion demo health")]
    [InlineData("worker", "demo --cou", "--count")]
    [InlineData("trainer", "labels ", "collect show")]
    [InlineData("trainer", "evaluate --part ", "all hold-out training")]
    [InlineData("telescope", "completion ", "bash fish zsh")]
    [InlineData("telescope", "simulate --format js", "jsonl")]
    public async Task A_line_is_completed_by_what_could_follow(string program, string line, string expected)
    {
        using var screen = new TextScreen(program);

        Assert.Equal(0, await Create(screen.Screen).RunAsync([$"[suggest:{line.Length}]", line]));

        Assert.Equal(
            expected.Split(' '),
            screen.Lines.Where(word => line.Contains("--cou", StringComparison.Ordinal) || word[0] != '-').Order());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Every_shell_has_its_script_for_the_program_that_the_name_says(string program)
    {
        foreach (var (shell, line) in new[]
        {
            ("bash", $"complete -o default -F _{program} {program}"),
            ("zsh", $"compdef _{program} {program}"),
            ("fish", $"complete -c {program} "),
        })
        {
            using var screen = new TextScreen(program);
            Assert.Equal(0, await Create(screen.Screen).RunAsync(["completion", shell]));
            Assert.Contains(line, screen.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("PROGRAM", screen.Output, StringComparison.Ordinal);
        }
    }

    private static ProgramCommand Create(Screen screen) => screen.Program switch
    {
        "worker" => WorkerCommand.Create(screen),
        "trainer" => Trainer.Program.Create(screen, TimeProvider.System),
        _ => TelescopeCommand.Create(screen, TimeProvider.System),
    };

    private static IEnumerable<Command> Commands(Command parent) =>
        parent.Subcommands.SelectMany(command => (IEnumerable<Command>)[command, .. Commands(command)]);

    private static string PathOf(Command command) => command.Parents.OfType<DocumentedCommand>().FirstOrDefault() is
        { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    // The words of the program's own command in a line for a shell: behind assignments and "source <(", up to a pipe.
    private static string[] CommandOf(string line, string program)
    {
        var before = line.Contains("<(", StringComparison.Ordinal) ? '(' : ' ';
        var start = $" {line}".IndexOf($"{before}{program}", StringComparison.Ordinal);
        var words = new List<string> { "" };
        var quote = '\0';
        foreach (var letter in line[start..])
        {
            if (quote != '\0' && letter != quote) words[^1] += letter;
            else if (letter is '"' or '\'') quote = quote == '\0' ? letter : '\0';
            else if (letter is '|' or '>' or ')') break;
            else if (letter != ' ') words[^1] += letter;
            else if (words[^1].Length > 0) words.Add("");
        }

        return [.. words.Where(word => word.Length > 0)];
    }
}
