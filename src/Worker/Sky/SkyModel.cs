using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Worker.Sky;

/// <summary>The model in use as the page describes it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">Its fingerprint.</param>
/// <param name="CreatedAt">When it was trained.</param>
/// <param name="Trainer">By which algorithm.</param>
/// <param name="Photometry">
/// What the bands of its training data held, in words, a kind of photometry each; empty when that is not known.
/// </param>
/// <param name="InputSets">How many sets of inputs it answers.</param>
/// <param name="Fullest">The inputs of its fullest ensemble.</param>
/// <param name="Spectroscopic">
/// How well its fullest ensemble with a redshift does on rows that it has not seen; null when that is not known.
/// </param>
/// <param name="Photometric">The same of its fullest ensemble without one.</param>
internal sealed record SkyModel(
    string Version,
    string Sha256,
    DateTimeOffset CreatedAt,
    string Trainer,
    IReadOnlyList<string> Photometry,
    int InputSets,
    IReadOnlyList<string> Fullest,
    SkyModel.Metrics? Spectroscopic,
    SkyModel.Metrics? Photometric)
{
    public static SkyModel From(ModelManifest manifest) => new(
        manifest.Version,
        manifest.Sha256,
        manifest.CreatedAt,
        manifest.Fullest().Trainer.Name,
        [.. manifest.Data?.Photometry?.Select(one => one.ToString()) ?? []],
        manifest.Ensembles.Count,
        manifest.Fullest().Inputs,
        MetricsOf(manifest, hasRedshift: true),
        MetricsOf(manifest, hasRedshift: false));

    private static Metrics? MetricsOf(ModelManifest manifest, bool hasRedshift)
    {
        var fullest = manifest.Ensembles
            .FirstOrDefault(one => one.Inputs.Contains(InputSet.RedshiftName) == hasRedshift);
        return fullest?.HoldOut is { Rows: > 0 } holdOut
            ? new Metrics(
                fullest.Inputs,
                holdOut.Rows,
                holdOut.Accuracy,
                holdOut.MacroF1,
                holdOut.Classes.GetValueOrDefault(ObjectClass.Qso)?.Recall,
                holdOut.LogLoss,
                holdOut.CalibrationError)
            : null;
    }

    /// <summary>Fractions of 1, but for the inputs, the rows and the log loss.</summary>
    internal sealed record Metrics(
        IReadOnlyList<string> Inputs,
        int Rows,
        double Accuracy,
        double MacroF1,
        double? QsoRecall,
        double LogLoss,
        double CalibrationError);
}
