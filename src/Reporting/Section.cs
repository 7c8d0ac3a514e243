using System.Text;

namespace Streaming.Reporting;

/// <summary>A part of a page, with a place in its table of contents.</summary>
internal sealed class Section(string title)
{
    private readonly List<object> _parts = [];

    public string Title => title;

    public string Anchor => Markup.Anchor(title);

    public IEnumerable<Figure> Figures => _parts.OfType<Figure>();

    public Section Text(string paragraph) => With($"<p>{Markup.Escape(paragraph)}</p>\n");

    public Section Text(FormattableString paragraph) => Text(FormattableString.Invariant(paragraph));

    public Section List(IEnumerable<string> items) =>
        With($"<ul>{string.Concat(items.Select(item => $"<li>{Markup.Escape(item)}</li>"))}</ul>\n");

    public Section Table(DataTable table) => With(table.ToHtml());

    /// <summary>A table that only some will want to see.</summary>
    public Section Folded(string title, DataTable table) =>
        With($"<details><summary>{Markup.Escape(title)}</summary>{table.ToHtml()}</details>\n");

    public Section Figure(Figure figure)
    {
        _parts.Add(figure);
        return this;
    }

    public void Write(StringBuilder html, ref int figures)
    {
        html.Append($"<section id=\"{Anchor}\"><h2>{Markup.Escape(title)}</h2>\n");
        foreach (var part in _parts)
        {
            html.Append(part is Figure figure ? figure.ToHtml(++figures) : part);
        }

        html.Append("</section>\n");
    }

    private Section With(string html)
    {
        _parts.Add(html);
        return this;
    }
}
