using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Novelty;

namespace Streaming.Trainer.Training;

/// <summary>
/// What is left of a trained ensemble when it is packed: a model has 32, and the rows and probabilities of each would fill
/// the memory.
/// </summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Manifest">What is known about it.</param>
/// <param name="File">The bytes of its file.</param>
/// <param name="Novelty">What of its hold-out is called novel; null when there is no mixture.</param>
/// <param name="Whole">All of it, for the sets that the report looks at closely.</param>
internal sealed record PackedEnsemble(
    InputSet Inputs, EnsembleManifest Manifest, byte[] File, NoveltyCheck? Novelty, TrainedEnsemble? Whole)
{
    /// <param name="trained">The ensemble.</param>
    /// <param name="mixture">What novelty is measured against; null when there is none.</param>
    /// <param name="isWhole">Whether the report looks at it closely.</param>
    public static PackedEnsemble Of(TrainedEnsemble trained, MixtureDescription? mixture, bool isWhole)
    {
        var manifest = ModelPackage.Describe(trained, mixture);
        var scale = mixture is null || manifest.Novelty is null
            ? null
            : new NoveltyScale(mixture, manifest.Novelty, trained.Inputs.Bands);
        return new PackedEnsemble(
            trained.Inputs,
            manifest,
            trained.Forest.File,
            NoveltyCheck.Of(one => scale?.Of(one), trained.HoldOut.Rows, trained.Inputs.Bands),
            isWhole ? trained : null);
    }
}
