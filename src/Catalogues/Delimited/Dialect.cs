using System.Buffers;

namespace Streaming.Catalogues.Delimited;

/// <summary>How a text separates its values.</summary>
/// <param name="Separator">Comma, tab, semicolon, pipe, or the blank, of which several count as one.</param>
internal sealed record Dialect(byte Separator)
{
    public const byte Blank = (byte)' ';

    private readonly SearchValues<byte> _fieldEnds = SearchValues.Create(
        Separator == Blank ? [(byte)' ', (byte)'\t', (byte)'\n', (byte)'\r'] : [Separator, (byte)'\n', (byte)'\r']);

    /// <summary>All of them, the plainest sign of a table first.</summary>
    public static IReadOnlyList<Dialect> All { get; } =
        [new((byte)'\t'), new((byte)';'), new((byte)'|'), new((byte)','), new(Blank)];

    public bool IsBlanks => Separator == Blank;

    /// <summary>What a value without quotes ends at.</summary>
    public SearchValues<byte> FieldEnds => _fieldEnds;

    /// <summary>The separator in words.</summary>
    public string Name => Separator switch
    {
        (byte)'\t' => "tab",
        (byte)';' => "semicolon",
        (byte)'|' => "pipe",
        Blank => "blank",
        _ => "comma",
    };
}
