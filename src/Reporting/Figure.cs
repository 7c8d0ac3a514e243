using System.Text;
using Streaming.Contracts;

namespace Streaming.Reporting;

/// <summary>One drawing or several side by side, with what they show in words and the numbers behind them.</summary>
/// <param name="Caption">What is to be seen, in a sentence or two.</param>
/// <param name="Table">The numbers; null when the caption or the drawing itself has all of them.</param>
/// <param name="Drawings">SVG elements.</param>
internal sealed record Figure(string Caption, DataTable? Table, params IReadOnlyList<string> Drawings)
{
    /// <summary>Whether the colours of the three classes need to be explained.</summary>
    public bool ShowsClasses { get; init; }

    /// <summary>Whether the drawing is too wide for a phone and is to be scrolled there rather than shrunk.</summary>
    public bool IsWide { get; init; }

    public string ToHtml(int number)
    {
        var html = new StringBuilder($"<figure id=\"figure-{number}\">");
        if (ShowsClasses)
        {
            html.Append("<div class=\"legend\">");
            foreach (var name in ObjectClass.All)
            {
                html.Append($"<span><i style=\"background:{ClassColour.Of(name)}\"></i>{name}</span>");
            }

            html.Append("</div>");
        }

        html.Append(IsWide ? "<div class=\"wide\">" : Drawings.Count > 1 ? "<div class=\"panels\">"
            : "<div class=\"one\">");
        html.AppendJoin('\n', Drawings).Append("</div>");
        html.Append($"<figcaption><b>Figure {number}.</b> ").Append(Markup.Escape(Caption)).Append("</figcaption>");
        if (Table is not null)
        {
            html.Append("<details><summary>The numbers</summary>").Append(Table.ToHtml()).Append("</details>");
        }

        return html.Append("</figure>\n").ToString();
    }
}
