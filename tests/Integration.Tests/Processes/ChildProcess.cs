using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Streaming.Integration.Tests.Processes;

/// <summary>
/// A process started here, with its output. It does not outlive this one, however this one ends: a shell reads from a
/// pipe of ours, and kills it when the pipe closes.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Process _leash;
    private readonly ConcurrentQueue<(long At, string Text)> _lines = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly ConcurrentDictionary<TaskCompletionSource<string>, Func<string, bool>> _awaited = [];

    private ChildProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => NoteOutput(line.Data);
        _process.ErrorDataReceived += (_, line) => NoteError(line.Data);
        _process.Start();
        _leash = StartLeash(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => string.Join('\n', _lines.Select(line => line.Text));

    /// <summary>The lines of its output, each with the timestamp of <see cref="Stopwatch"/> at which it came.</summary>
    public IReadOnlyCollection<(long At, string Text)> Lines => _lines;

    public string Errors => string.Join('\n', _errors);

    public static ChildProcess Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(file, arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(start);
    }

    /// <summary>Waits for a line of output, also one that was already written.</summary>
    /// <exception cref="InvalidOperationException">The process ended without it.</exception>
    public async Task<string> LineAsync(Func<string, bool> isAwaited, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[found] = isAwaited;
        if (_lines.Select(one => one.Text).FirstOrDefault(isAwaited) is { } line)
        {
            found.TrySetResult(line);
        }

        var exit = _process.WaitForExitAsync(cancellationToken);
        await Task.WhenAny(found.Task, exit);
        _awaited.TryRemove(found, out _);
        cancellationToken.ThrowIfCancellationRequested();
        return found.Task.IsCompleted
            ? await found.Task
            : throw new InvalidOperationException($"{_process.StartInfo.FileName} ended early:\n{Output}\n{Errors}");
    }

    /// <summary>Gives it its input, and nothing after it.</summary>
    public void Feed(byte[] input)
    {
        _process.StandardInput.BaseStream.Write(input);
        CloseInput();
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Asks it to end (SIGTERM).</summary>
    public void Terminate() => Signal("-TERM");

    /// <summary>Ends it at once (SIGKILL).</summary>
    public void Kill() => Signal("-KILL");

    /// <summary>Stops it where it is (SIGSTOP).</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Thaw() => Signal("-CONT");

    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        // Killed rather than let go: by now the id may belong to another process.
        _leash.Kill();
        await _leash.WaitForExitAsync();
        _leash.Dispose();
        _process.Dispose();
    }

    private static Process StartLeash(int id)
    {
        var held = id.ToString(CultureInfo.InvariantCulture);
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "read -r _; kill -KILL \"$0\"", held])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
    }

    private void Signal(string signal)
    {
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("/bin/sh", ["-c", $"kill {signal} {id}"]);
        kill.WaitForExit();
    }

    private void NoteError(string? line)
    {
        if (line is not null)
        {
            _errors.Enqueue(line);
        }
    }

    private void NoteOutput(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue((Stopwatch.GetTimestamp(), line));
        foreach (var (found, isAwaited) in _awaited)
        {
            if (isAwaited(line))
            {
                found.TrySetResult(line);
            }
        }
    }
}
