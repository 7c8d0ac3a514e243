namespace Streaming.Terminal.Tests;

/// <summary>A screen that is a pipe on both sides.</summary>
internal sealed class TextScreen : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public TextScreen(string program = "program", TimeProvider? time = null) =>
        Screen = Screen.OfText(program, _output, _error, time);

    public Screen Screen { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public IReadOnlyList<string> Lines => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }
}
