using Streaming.Classification.Scoring;

namespace Streaming.Worker.Drift;

/// <summary>
/// What one ensemble scored lately. It is counted in windows; the figures are those of the current window and the full
/// one before it, so of some 10,000 to 20,000 observations, and of fewer only at the beginning. Not for several
/// threads at once.
/// </summary>
internal sealed class DriftWindow(Ensemble ensemble)
{
    public const int WindowRows = 10_000;

    /// <summary>With fewer the index shows the luck of the draw: about 9/n for ten bins without any drift.</summary>
    public const int FewestRows = 1_000;

    private DriftCounts _current = new(ensemble);
    private DriftCounts? _full;

    /// <summary>Counts what was scored together, unless it was by another ensemble.</summary>
    public void Add(ScoredGroup scored)
    {
        if (scored.Ensemble != ensemble)
        {
            return;
        }

        _current.Add(scored);
        if (_current.Rows >= WindowRows)
        {
            (_current, _full) = (new DriftCounts(ensemble), _current);
        }
    }

    /// <summary>The figures now; null with fewer than <see cref="FewestRows"/> observations.</summary>
    public DriftFigures? Recent() =>
        _current.Rows + (_full?.Rows ?? 0) >= FewestRows ? _current.With(_full) : null;
}
