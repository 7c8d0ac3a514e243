using Streaming.Worker.CommandLine;
using Xunit;

namespace Streaming.Worker.Tests.CommandLine;

/// <summary>Alone, because it takes the process's console.</summary>
[Collection(nameof(WorkerCommandTests))]
[CollectionDefinition(nameof(WorkerCommandTests), DisableParallelization = true)]
public sealed class WorkerCommandTests : IDisposable
{
    private readonly TextWriter _usualOutput = Console.Out;
    private readonly TextWriter _usualError = Console.Error;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public WorkerCommandTests()
    {
        Console.SetOut(_output);
        Console.SetError(_error);
    }

    [Theory]
    [InlineData("--nope", "worker: unknown command or option '--nope'; --help lists what there is")]
    [InlineData("demo --nope", "worker: unknown command or option '--nope'; --help lists what there is")]
    [InlineData("demo --count x", "worker: --count is x, allowed are 1 to 10000000")]
    [InlineData("demo --count 0", "worker: --count is 0, allowed are 1 to 10000000")]
    [InlineData("health --url here", "worker: --url: 'here' is not an address of http or https")]
    [InlineData("demo --faulty 1.5", "worker: --faulty is 1.5, allowed are 0 to 1")]
    public async Task A_wrong_call_is_one_line_and_exit_code_2(string arguments, string expected)
    {
        var exitCode = await WorkerCommand.RunAsync(arguments.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.Equal(expected, _error.ToString().TrimEnd());
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Asking_a_worker_that_is_not_there_is_one_line_and_exit_code_1()
    {
        var exitCode = await WorkerCommand.RunAsync(["health", "--url", "http://127.0.0.1:1/health/ready"]);

        Assert.Equal(1, exitCode);
        Assert.Single(_error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Help_lists_every_setting()
    {
        var exitCode = await WorkerCommand.RunAsync(["--help"]);

        Assert.Equal(0, exitCode);
        Assert.All(Settings.All, setting => Assert.Contains(setting.Name, _output.ToString(), StringComparison.Ordinal));
    }

    public void Dispose()
    {
        Console.SetOut(_usualOutput);
        Console.SetError(_usualError);
        _output.Dispose();
        _error.Dispose();
    }
}
