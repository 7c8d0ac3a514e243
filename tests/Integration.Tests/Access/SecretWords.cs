using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Streaming.Integration.Tests.Access;

/// <summary>Every form in which a password could be written by mistake.</summary>
internal static class SecretWords
{
    /// <summary>As it is, and as URLs, JSON, HTML and base64 have it.</summary>
    public static IEnumerable<string> FormsOf(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        // Upper case is the standard's, lower case is Python's and others'.
        Uri.EscapeDataString(secret).ToLowerInvariant(),
        UrlEncoder.Default.Encode(secret),
        HtmlEncoder.Default.Encode(secret),
        JsonEncodedText.Encode(secret).ToString(),
        .. InBase64(secret),
    ];

    /// <summary>Where one of the forms stands in a text, with what is around it; empty when nowhere.</summary>
    public static IEnumerable<string> Find(string text, string secret) => FormsOf(secret)
        .Select(form => (form, at: text.IndexOf(form, StringComparison.OrdinalIgnoreCase)))
        .Where(found => found.at >= 0)
        .Select(found => text[Math.Max(0, found.at - 200)..Math.Min(text.Length, found.at + found.form.Length + 20)]);

    // What stands before it shifts it by none, one or two bytes; the digits that depend on the neighbours are left out.
    private static IEnumerable<string> InBase64(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var shift = 0; shift < 3; shift++)
        {
            var digits = Convert.ToBase64String([.. new byte[shift], .. bytes]).TrimEnd('=');
            var whole = (shift + bytes.Length) / 3 * 4;
            yield return digits[(shift == 0 ? 0 : shift + 1)..Math.Min(whole, digits.Length)];
        }
    }
}
