using Spectre.Console;
using Spectre.Console.Rendering;
using Streaming.Contracts;

namespace Streaming.Telescope.Watching;

/// <summary>A snapshot as a picture for a terminal.</summary>
internal static class LivePanel
{
    private const int BarWidth = 40;

    public static IRenderable Of(LiveSnapshot seen, bool isConnected)
    {
        var classes = new Table().Border(TableBorder.None).HideHeaders().AddColumns("class", "bar", "count", "share");
        foreach (var (name, count) in seen.Classes)
        {
            var bar = new string('█', (int)Math.Round((double)BarWidth * count / Math.Max(1, seen.Classified)));
            classes.AddRow(
                new Text(name),
                new Text(bar.PadRight(BarWidth), new Style(ColorOf(name))),
                new Text($"{count,12:N0}"),
                new Text($"{PlainText.Share(count, seen.Classified),8}"));
        }

        var figures = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add("inputs", PlainText.Inputs(seen));
        Add("candidates", PlainText.Candidates(seen));
        Add("novel", seen.Rated == 0 ? "" : PlainText.Novel(seen));
        Add("rate", $"{seen.Rate:N0} events/s");
        Add("latency", $"{PlainText.Latency(seen)} from decision to arrival".TrimStart());
        Add("model", string.Join(" → ", seen.Models));
        Add("rejected", $"{seen.Rejected:N0}{PlainText.Codes(seen)}");
        var rows = new List<IRenderable> { classes, figures };
        rows.AddRange(seen.LatestRejections.Select(rejection => Alarm($"  {rejection}").Ellipsis()));
        if (seen.Unreadable > 0) rows.Add(Alarm($"unreadable {seen.Unreadable:N0}"));
        if (!isConnected) rows.Add(Alarm("no connection to the broker, waiting for it"));
        var header = $"{seen.Events:N0} events in {seen.Elapsed:h\\:mm\\:ss}, Ctrl-C ends";
        return new Panel(new Rows(rows)).Header(header).Expand();

        void Add(string name, string? value) => figures.AddRow(new Text(name), new Text(value ?? ""));
    }

    private static Text Alarm(string words) => new(words, new Style(Color.Red));

    private static Color ColorOf(string @class) => @class switch
    {
        ObjectClass.Star => Color.Yellow,
        ObjectClass.Galaxy => Color.Blue,
        ObjectClass.Qso => Color.Magenta1,
        _ => Color.Grey,
    };
}
