using System.Globalization;
using Spectre.Console;

namespace Streaming.Terminal;

/// <summary>Where a program writes: results and progress to one side, complaints to the other.</summary>
/// <param name="Program">What the program is called.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Time">The clock by which progress is shown.</param>
internal sealed record Screen(string Program, IAnsiConsole Output, IAnsiConsole Error, TimeProvider Time)
{
    // A file or a pipe has no width: no line is to be broken there.
    private const int Unbroken = 10_000;

    /// <summary>Whether a person watches, and lines can be drawn over.</summary>
    public bool IsLive => Output.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>Standard output for data: what other programs read.</summary>
    public TextWriter Writer => Output.Profile.Out.Writer;

    /// <summary>The screen of a command whose standard output is data: all else goes to standard error.</summary>
    public Screen Aside => this with { Output = Error };

    /// <summary>The screen of this process.</summary>
    public static Screen OfProcess(string program) => new(
        program,
        Of(Console.Out, isText: Console.IsOutputRedirected),
        Of(Console.Error, isText: Console.IsErrorRedirected),
        TimeProvider.System);

    /// <summary>A screen that is a text without colours: for pipes and tests.</summary>
    public static Screen OfText(string program, TextWriter output, TextWriter error, TimeProvider? time = null) =>
        new(program, Of(output, isText: true), Of(error, isText: true), time ?? TimeProvider.System);

    public void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>Writes a line of data as it is, without breaking it.</summary>
    public void Raw(string text) => Writer.WriteLine(text);

    /// <summary>Says on standard error, in exactly one line and without a full stop, what is wrong.</summary>
    public void Complain(string message) =>
        Error.Profile.Out.Writer.WriteLine($"{Program}: {message.ReplaceLineEndings(" ").TrimEnd(' ', '.')}");

    private static IAnsiConsole Of(TextWriter writer, bool isText)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isText ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isText ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isText)
        {
            console.Profile.Width = Unbroken;
        }

        return console;
    }
}
