using System.Globalization;
using System.Net;

namespace Streaming.Reporting;

/// <summary>Writes text and numbers into HTML and SVG, alike in every culture.</summary>
internal static class Markup
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A coordinate: a tenth of a pixel is finer than anybody sees.</summary>
    public static string Pixel(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A name that a link can point to.</summary>
    public static string Anchor(string title) => string.Join(
        '-',
        title.ToLowerInvariant().Split([.. title.ToLowerInvariant().Where(c => !char.IsAsciiLetterOrDigit(c))],
            StringSplitOptions.RemoveEmptyEntries));
}
