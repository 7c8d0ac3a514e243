using System.Globalization;

namespace Streaming.Telescope.Reading;

/// <summary>The rows of a file that cannot be published: how many, and the first few in words.</summary>
internal sealed class SkippedRows
{
    private const int Shown = 5;
    private readonly List<string> _first = [];

    public int Count { get; private set; }

    public void Add(int line, string problem)
    {
        Count++;
        if (_first.Count < Shown)
            _first.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}: {Cut(problem)}"));
    }

    /// <summary>For example <c>skipped 7 rows: line 3: no position; line 9: …</c>.</summary>
    public override string ToString() =>
        $"skipped {Count:N0} {(Count == 1 ? "row" : "rows")}: "
        + $"{string.Join("; ", _first)}{(Count > Shown ? "; …" : "")}";

    private static string Cut(string problem) => problem.Length <= 100 ? problem : problem[..100] + "…";
}
