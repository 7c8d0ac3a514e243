using Streaming.Classification.Models;
using Streaming.Contracts;

namespace Streaming.Worker.Sky;

/// <summary>The model in use as the page describes it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">Fingerprint of its file.</param>
/// <param name="CreatedAt">When it was trained.</param>
/// <param name="Trainer">By which algorithm.</param>
/// <param name="HoldOut">How well it does on rows that it has not seen; null when that is not known.</param>
internal sealed record SkyModel(
    string Version, string Sha256, DateTimeOffset CreatedAt, string Trainer, SkyModel.Metrics? HoldOut)
{
    public static SkyModel From(ModelManifest manifest) => new(
        manifest.Version,
        manifest.Sha256,
        manifest.CreatedAt,
        manifest.Trainer.Name,
        manifest.HoldOut is { Rows: > 0 } holdOut
            ? new Metrics(
                holdOut.Rows,
                holdOut.Accuracy,
                holdOut.MacroF1,
                holdOut.Classes.GetValueOrDefault(ObjectClass.Qso)?.Recall,
                holdOut.LogLoss,
                holdOut.CalibrationError)
            : null);

    /// <summary>Fractions of 1, but for the rows and the log loss.</summary>
    internal sealed record Metrics(
        int Rows, double Accuracy, double MacroF1, double? QsoRecall, double LogLoss, double CalibrationError);
}
