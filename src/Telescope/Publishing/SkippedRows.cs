using System.Globalization;

namespace Streaming.Telescope.Publishing;

/// <summary>The rows of a file that cannot be published: how many, and the first few in words.</summary>
internal sealed class SkippedRows
{
    private const int Shown = 5;
    private const int LongestShown = 100;

    private readonly List<string> _first = [];

    public int Count { get; private set; }

    /// <param name="place">Where the row stands: <c>line 3</c>.</param>
    /// <param name="problem">Why it cannot be published.</param>
    public void Add(string place, string problem)
    {
        Count++;
        if (_first.Count < Shown)
            _first.Add($"{place}: {(problem.Length <= LongestShown ? problem : problem[..LongestShown] + "…")}");
    }

    /// <summary>For example <c>skipped 7 rows: line 3: no position; line 9: …</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"skipped {Count:N0} {(Count == 1 ? "row" : "rows")}: ")
        + string.Join("; ", _first) + (Count > Shown ? "; …" : "");
}
