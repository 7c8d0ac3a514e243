using System.Globalization;
using Spectre.Console;

namespace Streaming.Trainer.Terminal;

/// <summary>Where a command writes: tables and progress to one side, complaints to the other.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Screen(IAnsiConsole Output, TextWriter Error)
{
    // A file or a pipe has no width: no line is to be broken there.
    private const int Unbroken = 10_000;

    /// <summary>Whether a person watches, and lines can be drawn over.</summary>
    public bool IsLive => Output.Profile.Capabilities is { Ansi: true, Interactive: true };

    public static Screen OfProcess() => Of(
        Console.Out, Console.Error, isText: Console.IsOutputRedirected);

    /// <summary>A screen that is a text without colours: for pipes and tests.</summary>
    public static Screen OfText(TextWriter output, TextWriter error) => Of(output, error, isText: true);

    public void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>Writes text as it is, without breaking lines: for other programs to read.</summary>
    public void Raw(string text) => Output.Profile.Out.Writer.WriteLine(text);

    /// <summary>Says on standard error, in exactly one line, what is wrong.</summary>
    public void Complain(string message) => Error.WriteLine($"trainer: {message.ReplaceLineEndings(" ")}");

    private static Screen Of(TextWriter output, TextWriter error, bool isText)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isText ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isText ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(output),
        });
        if (isText)
        {
            console.Profile.Width = Unbroken;
        }

        return new Screen(console, error);
    }
}
