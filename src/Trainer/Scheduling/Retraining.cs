using Microsoft.Extensions.Logging;
using Streaming.Classification.Models;
using Streaming.Trainer.Data;
using Streaming.Trainer.Labels;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Terminal;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Scheduling;

/// <summary>One look at whether a model is to be trained anew, and the training and promotion if it is.</summary>
internal sealed class Retraining(
    RetrainingSettings settings,
    ModelStore models,
    LabelStore labels,
    Screen screen,
    TimeProvider time,
    ILogger<Retraining> logger)
{
    /// <exception cref="TrainerException">The data cannot train a model.</exception>
    /// <exception cref="ModelException">The model store cannot take it.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the champion is as it was.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await labels.NoteCheckAsync(now, cancellation);
        var latest = RetrainingRules.Latest(models);
        var unseen = await labels.CountAsync(latest?.Data?.Labels?.NewestReceivedAt, cancellation);
        var (isDue, why) = settings.Rules.Decide(latest, unseen, now);
        if (!isDue)
        {
            logger.NothingToDo(why);
            return;
        }

        logger.RetrainingStarted(why);
        var received = await labels.ReadAsync(cancellation);
        var data = CatalogueReader.Read(settings.Files, cancellation).With(received);
        var manifest = await new TrainingRun(models, screen, time).RunAsync(
            data, settings.Hyperparameters, cancellation);
        Promotion.Run(models, manifest.Version, time, screen);
        logger.Promoted(manifest.Version);
    }
}
