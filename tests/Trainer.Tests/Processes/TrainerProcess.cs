using System.Diagnostics;

namespace Streaming.Trainer.Tests.Processes;

/// <summary>The trainer as a process of its own, as people run it. It goes with the test.</summary>
internal sealed class TrainerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private TrainerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Processor time so far, in steps of 10 ms; the last one known when it has ended.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static TrainerProcess Start(params string[] arguments)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "Streaming.Trainer.dll");
        return new TrainerProcess(Process.Start(new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Ends it at once (SIGKILL) and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code and what it wrote to both sides.</returns>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, await _output, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        await Task.WhenAll(_output, _errors);
        _process.Dispose();
    }
}
