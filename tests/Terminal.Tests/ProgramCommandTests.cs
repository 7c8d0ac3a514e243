using System.CommandLine;
using Xunit;

namespace Streaming.Terminal.Tests;

public sealed class ProgramCommandTests : IDisposable
{
    private readonly TextScreen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData("", "Required command was not provided; --help lists what there is")]
    [InlineData("frob", "unknown command or option 'frob'; --help lists what there is")]
    [InlineData("run --frob", "unknown command or option '--frob'; --help lists what there is")]
    [InlineData("run", "Option '--count' is required")]
    [InlineData("run --count 0", "--count is 0, allowed are 1 to 10")]
    [InlineData("run --count @5", "--count is @5, allowed are 1 to 10")]
    [InlineData("completion tcsh", "SHELL: 'tcsh' is not one of bash, zsh, fish")]
    public async Task A_wrong_command_line_is_one_line_and_exit_code_2(string line, string fault)
    {
        Assert.Equal(2, await RunAsync(line, _ => throw new InvalidOperationException("not to be run")));

        Assert.Equal($"program: {fault}{Environment.NewLine}", _screen.Error);
        Assert.Empty(_screen.Output);
    }

    public static TheoryData<Exception, int, string> Faults => new()
    {
        { new FailureException("--out x: cannot be\nwritten"), 1, "program: --out x: cannot be written" },
        { new UsageException("--broker is no address"), 2, "program: --broker is no address" },
        { new IOException("disk full"), 1, "program: disk full" },
        { new FormatException("its own"), 1, "program: worded: its own" },
        { new InvalidOperationException("a defect"), 1, "program: unexpected InvalidOperationException: a defect" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_worded_and_has_its_exit_code(Exception fault, int exitCode, string expected)
    {
        Assert.Equal(exitCode, await RunAsync("run --count 1", _ => throw fault));

        var lines = _screen.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, lines[0]);
        // Where a defect is, only it tells.
        Assert.Equal(fault is InvalidOperationException, lines.Length > 1);
    }

    [Fact]
    public async Task The_exit_code_of_a_command_is_that_of_the_program()
    {
        Assert.Equal(3, await RunAsync("run --count 1", _ => 3));
        Assert.Empty(_screen.Error);
    }

    [Theory]
    [InlineData("--help", "Examples:\n  program run --count 5\n")]
    [InlineData("--help", "  A__B  What it sets. Default: none\n")]
    [InlineData("run -h", "Examples:\n  program run --count 10\n")]
    [InlineData("run -h", "  3    its own end\n  130  ended by Ctrl-C or SIGTERM\n")]
    public async Task Help_has_settings_examples_and_exit_codes(string line, string expected)
    {
        Assert.Equal(0, await RunAsync(line, _ => 1));

        Assert.Contains(expected, _screen.Output, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(string line, Func<ParseResult, int> run)
    {
        var count = BoundedOption.Of("--count", "Rows", 1, 10);
        count.Required = true;
        var command = new DocumentedCommand("run", "Runs", "program run --count 10", "3    its own end") { count };
        command.SetAction(run);
        var program = new ProgramCommand(
            _screen.Screen, "A program", "program run --count 5", [new("A__B", "none", "What it sets")], command);
        return program.RunAsync(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            fault => fault is FormatException ? $"worded: {fault.Message}" : null);
    }
}
