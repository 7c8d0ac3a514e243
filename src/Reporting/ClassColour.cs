using Streaming.Contracts;

namespace Streaming.Reporting;

/// <summary>
/// The one colour of each class: Paul Tol's "high-contrast" set (personal.sron.nl/~pault), told apart with any colour
/// vision and in a grey print. The page's style has the lighter tones for dark screens.
/// </summary>
internal static class ClassColour
{
    public static string Of(string name) => name switch
    {
        ObjectClass.Star => "var(--star)",
        ObjectClass.Galaxy => "var(--galaxy)",
        ObjectClass.Qso => "var(--qso)",
        _ => "var(--ink)",
    };
}
