namespace Streaming.Catalogues.Tests.Cases;

/// <summary>A table as text. What changes it gives another one.</summary>
internal sealed class CaseTable
{
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<string[]> _rows;

    private CaseTable(IEnumerable<string> names, IEnumerable<string[]> rows) =>
        (_names, _rows) = ([.. names], [.. rows]);

    /// <summary>All rows, with ids, as SkyServer would name the columns.</summary>
    public static CaseTable Plain { get; } =
        new(CaseRows.Names, Enumerable.Range(0, CaseRows.Count).Select(CaseRows.TextOf));

    /// <summary>With one more column, at the end.</summary>
    public CaseTable With(string name, Func<int, string> value) =>
        new(_names.Append(name), _rows.Select((row, at) => row.Append(value(at)).ToArray()));

    /// <summary>With a copy of a column, before another one.</summary>
    public CaseTable Before(string next, string name, string copied)
    {
        var (place, from) = (PlaceOf(next), PlaceOf(copied));
        return new CaseTable(Inserted([.. _names], name), _rows.Select(row => Inserted(row, row[from])));

        string[] Inserted(string[] values, string value) => [.. values[..place], value, .. values[place..]];
    }

    public CaseTable Without(string name)
    {
        var place = PlaceOf(name);
        return new CaseTable(
            _names.Where((_, at) => at != place), _rows.Select(row => row.Where((_, at) => at != place).ToArray()));
    }

    /// <summary>With other values in a column, where they are not null.</summary>
    public CaseTable Set(string name, Func<int, string?> value)
    {
        var place = PlaceOf(name);
        return new CaseTable(
            _names, _rows.Select((row, at) => row.Select((old, i) => i == place ? value(at) ?? old : old).ToArray()));
    }

    public CaseTable Renamed(Func<string, string> name) => new(_names.Select(name), _rows);

    public CaseTable Rows(Func<int, bool> isKept) => new(_names, _rows.Where((_, at) => isKept(at)));

    public string Text(string separator = ",") =>
        string.Concat(_rows.Prepend([.. _names]).Select(row => string.Join(separator, row) + "\n"));

    private int PlaceOf(string name) => _names.ToList().IndexOf(name);
}
