using System.Collections.Frozen;
using Streaming.Contracts;

namespace Streaming.Catalogues.Observations;

/// <summary>
/// The classes in the words of people and surveys. Codes mean nothing by themselves: they are asked for.
/// </summary>
internal sealed class ClassWords
{
    private static readonly FrozenDictionary<string, string> Plain = new Dictionary<string, string>
    {
        ["star"] = ObjectClass.Star,
        ["stars"] = ObjectClass.Star,
        ["galaxy"] = ObjectClass.Galaxy,
        ["galaxies"] = ObjectClass.Galaxy,
        ["gal"] = ObjectClass.Galaxy,
        ["qso"] = ObjectClass.Qso,
        ["qsos"] = ObjectClass.Qso,
        ["quasar"] = ObjectClass.Qso,
        ["quasars"] = ObjectClass.Qso,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _given;

    private ClassWords(Dictionary<string, string> given) => _given = given;

    public static ClassWords Default { get; } = new([]);

    /// <summary>Reads the option's text: <c>GALAXY=3,STAR=6</c>; a class may be given several words.</summary>
    /// <exception cref="CatalogueException">It is not of that form.</exception>
    public static ClassWords Parse(string text)
    {
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || parts[1].Length == 0 || !Plain.TryGetValue(parts[0], out var name))
            {
                throw new CatalogueException($"'{entry}' is not of the form CLASS=WORD: GALAXY=3,STAR=6");
            }

            if (!given.TryAdd(parts[1], name) && given[parts[1]] != name)
            {
                throw new CatalogueException($"'{parts[1]}' is given two classes");
            }
        }

        return new ClassWords(given);
    }

    /// <summary>The same, and a profile's words where the user has not said otherwise.</summary>
    public ClassWords And(IReadOnlyDictionary<string, string> profile)
    {
        var all = new Dictionary<string, string>(profile, StringComparer.OrdinalIgnoreCase);
        foreach (var (word, name) in _given)
        {
            all[word] = name;
        }

        return new ClassWords(all);
    }

    public override string ToString() => string.Join(
        ',', _given.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));

    /// <summary>The class that a word means, one of <see cref="ObjectClass"/>; null when it is not known.</summary>
    public string? Find(string word) => word.Trim() switch
    {
        var name when _given.TryGetValue(name, out var given) => given,
        var name => Plain.GetValueOrDefault(name),
    };
}
