using Streaming.Classification.Scoring;

namespace Streaming.Worker.Drift;

/// <summary>
/// Compares the observations scored lately with the training data of the model in use. They are counted in windows;
/// the figures are those of the current window and the full one before it, so of the last 10,000 to 20,000
/// observations, and of fewer only at the beginning. With another model it begins anew: another reference.
/// </summary>
internal sealed class DriftMonitor(ActiveModel activeModel)
{
    public const int WindowRows = 10_000;

    /// <summary>With fewer the index shows the luck of the draw: about 9/n for ten bins without any drift.</summary>
    public const int FewestRows = 1_000;

    private readonly Lock _lock = new();
    private ModelSnapshot? _model;
    private DriftCounts? _current;
    private DriftCounts? _full;

    /// <summary>Counts a batch; one of a model that is no longer in use does not count.</summary>
    public void Add(ModelSnapshot model, IReadOnlyList<Prediction> predictions)
    {
        if (model != activeModel.Current)
        {
            return;
        }

        lock (_lock)
        {
            if (_model != model)
            {
                (_model, _current, _full) = (model, new DriftCounts(model.Manifest), null);
            }

            foreach (var prediction in predictions)
            {
                _current!.Add(prediction);
                if (_current.Rows == WindowRows)
                {
                    (_current, _full) = (new DriftCounts(model.Manifest), _current);
                }
            }
        }
    }

    /// <summary>The figures now; null with fewer than <see cref="FewestRows"/> observations.</summary>
    public DriftFigures? Recent()
    {
        lock (_lock)
        {
            return _model is not null && _model == activeModel.Current
                && _current!.Rows + (_full?.Rows ?? 0) >= FewestRows
                ? _current.With(_full)
                : null;
        }
    }
}
