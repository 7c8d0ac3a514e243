using System.Text.Json;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>The programs before a person at a terminal, and before a program: <c>script</c> is the terminal.</summary>
public sealed class TerminalTests
{
    private const string Escape = "\u001b";
    private const string Colour = Escape + "[38;";

    public static TheoryData<string, string> Programs => new()
    {
        { "worker", Checkout.WorkerAssembly },
        { "trainer", Checkout.TrainerAssembly },
        { "telescope", Checkout.TelescopeAssembly },
    };

    [Theory]
    [InlineData("worker", "dem\t--cou\t300", "agree with the simulated truth")]
    [InlineData("trainer", "mod\t--js\t", "\"version\":")]
    [InlineData("telescope", "sim\t--cou\t3 --form\tjso\t", "\"observationId\":\"sim-17-0000003\"")]
    public async Task Bash_completes_command_options_and_value_at_the_tab_key(string program, string keys, string shown)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("rc"), $$"""
            {{program}}() { dotnet {{Programs.Single(one => one.Data.Item1 == program).Data.Item2}} "$@"; }
            source <({{program}} completion bash)

            """, Patience.Token());
        await File.WriteAllTextAsync(folder.Combine("keys"), $"{program} {keys}\nexit\n", Patience.Token());

        await using var terminal = ChildProcess.Start(
            "sh",
            ["-c", "script -qec \"bash --noprofile --rcfile $0/rc -i\" /dev/null < $0/keys", folder.Path],
            new Dictionary<string, string?>());
        await terminal.ExitAsync(Patience.Token());

        Assert.Contains(shown, terminal.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Every_shell_has_its_script(string program, string assembly)
    {
        foreach (var (shell, line) in new[]
        {
            ("bash", $"complete -o default -F _{program} {program}"),
            ("zsh", $"compdef _{program} {program}"),
            ("fish", $"complete -c {program}"),
        })
        {
            await using var process = ChildProcess.Start(
                "dotnet", [assembly, "completion", shell], new Dictionary<string, string?>());

            Assert.Equal(0, await process.ExitAsync(Patience.Token()));
            Assert.Contains(line, process.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_terminal_shows_a_coloured_bar() =>
        Assert.Contains(Colour, await BarAsync(noColor: null), StringComparison.Ordinal);

    [Fact]
    public async Task With_NO_COLOR_the_bar_has_none() =>
        Assert.DoesNotContain(Colour, await BarAsync(noColor: "1"), StringComparison.Ordinal);

    [Fact]
    public async Task A_program_gets_its_line_of_JSON_and_neither_bar_nor_colour()
    {
        await using var telescope = Start(
            ["simulate", "--count", "1000000", "--faulty", "0.5", "--out", "/dev/null", "--json"]);

        Assert.Equal(0, await telescope.ExitAsync(Patience.Token()));
        // Work that takes long says so now and then, in plain lines beside the data.
        Assert.DoesNotContain(Escape, telescope.Errors, StringComparison.Ordinal);
        Assert.All(
            telescope.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("Simulating: ", line, StringComparison.Ordinal));
        Assert.DoesNotContain(Escape, telescope.Output, StringComparison.Ordinal);
        var summary = JsonDocument.Parse(telescope.Output).RootElement;
        Assert.Equal(1_000_000, summary.GetProperty("observations").GetInt32());
        Assert.InRange(summary.GetProperty("faulty").GetInt32(), 400_000, 600_000);
        Assert.Equal(1_000_000, summary.GetProperty("classes").EnumerateObject().Sum(one => one.Value.GetInt32()));
    }

    [Fact]
    public async Task A_signal_ends_it_with_130()
    {
        await using var telescope = Start(["simulate", "--count", "2000000000"]);
        await telescope.LineAsync(line => line.StartsWith("sim-17-", StringComparison.Ordinal), Patience.Token());

        telescope.Terminate();

        Assert.Equal(130, await telescope.ExitAsync(Patience.Token()));
        Assert.StartsWith("telescope: stopped after ", telescope.Errors, StringComparison.Ordinal);
    }

    /// <summary>Returns a line of the bar that a terminal shows.</summary>
    private static async Task<string> BarAsync(string? noColor)
    {
        await using var terminal = ChildProcess.Start(
            "script",
            ["-qec", $"dotnet {Checkout.TelescopeAssembly} simulate --count 2000000000 --out /dev/null", "/dev/null"],
            new Dictionary<string, string?> { ["NO_COLOR"] = noColor, ["TERM"] = "xterm-256color" });
        return await terminal.LineAsync(
            line => line.Contains("Simulating", StringComparison.Ordinal), Patience.Token());
    }

    private static ChildProcess Start(string[] arguments) =>
        ChildProcess.Start("dotnet", [Checkout.TelescopeAssembly, .. arguments], new Dictionary<string, string?>());
}
