using System.Text;

namespace Streaming.Reporting;

/// <summary>A table; its first column names the row, the others are numbers and stand to the right.</summary>
/// <param name="Header">Names of the columns.</param>
/// <param name="Rows">Cells, as many a row as there are columns.</param>
internal sealed record DataTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public string ToHtml()
    {
        var html = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
        foreach (var name in Header)
        {
            html.Append("<th>").Append(Markup.Escape(name)).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in Rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
            {
                html.Append("<td>").Append(Markup.Escape(cell)).Append("</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</tbody></table></div>\n").ToString();
    }
}
