using System.Text;

namespace Streaming.Reporting;

/// <summary>
/// A report: one HTML file that needs no other file, no network, no script and no font but the reader's own.
/// </summary>
/// <param name="title">What it is.</param>
/// <param name="subtitle">Of what, from when.</param>
internal sealed class Page(string title, string subtitle)
{
    private readonly List<Section> _sections = [];

    public IReadOnlyList<Section> Sections => _sections;

    public Section Section(string heading)
    {
        var section = new Section(heading);
        _sections.Add(section);
        return section;
    }

    public void Add(Section section) => _sections.Add(section);

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(ToHtml());

    public string ToHtml()
    {
        var html = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append($"<title>{Markup.Escape(title)}</title>\n<style>\n{PageStyle.Css}</style></head><body>\n")
            .Append($"<header><h1>{Markup.Escape(title)}</h1><p>{Markup.Escape(subtitle)}</p></header>\n<nav><ol>");
        foreach (var section in _sections)
        {
            html.Append($"<li><a href=\"#{section.Anchor}\">{Markup.Escape(section.Title)}</a></li>");
        }

        html.Append("</ol></nav>\n<main>\n");
        var figures = 0;
        foreach (var section in _sections)
        {
            section.Write(html, ref figures);
        }

        return html.Append("</main></body></html>\n").ToString();
    }
}
