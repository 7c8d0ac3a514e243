using Streaming.Classification.Scoring;

namespace Streaming.Worker.Drift;

/// <summary>
/// Compares the observations scored lately with the training data of the model in use: those with everything measured,
/// by its fullest ensemble with the redshift and its fullest without. With another model it begins anew: another
/// reference.
/// </summary>
internal sealed class DriftMonitor(ActiveModel activeModel)
{
    private readonly Lock _lock = new();
    private ModelSnapshot? _model;
    private IReadOnlyList<DriftWindow> _windows = [];

    /// <summary>Counts what was scored together; that of a model that is no longer in use does not count.</summary>
    public void Add(ModelSnapshot model, ScoredGroup scored)
    {
        if (model != activeModel.Current)
        {
            return;
        }

        lock (_lock)
        {
            if (_model != model)
            {
                Ensemble?[] watched = [model.Spectroscopic, model.Photometric];
                (_model, _windows) = (model, [.. watched.OfType<Ensemble>().Select(one => new DriftWindow(one))]);
            }

            foreach (var window in _windows)
            {
                window.Add(scored);
            }
        }
    }

    /// <summary>
    /// The figures now, of each ensemble that is watched and has scored at least <see cref="DriftWindow.FewestRows"/>.
    /// </summary>
    public IReadOnlyList<DriftFigures> Recent()
    {
        lock (_lock)
        {
            return _model is not null && _model == activeModel.Current
                ? [.. _windows.Select(window => window.Recent()).OfType<DriftFigures>()]
                : [];
        }
    }
}
