using Microsoft.Extensions.Logging;
using Streaming.Classification.Models;
using Streaming.Trainer.Labels;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Telemetry;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Scheduling;

/// <summary>One look at whether a model is to be trained anew, and the training and promotion if it is.</summary>
internal sealed class Retraining(
    RetrainingSettings settings,
    ModelStore models,
    LabelStore labels,
    TrainingRun training,
    Promotion promotion,
    TrainerMetrics metrics,
    Screen screen,
    TimeProvider time,
    ILogger<Retraining> logger)
{
    /// <exception cref="FailureException">The data cannot train a model.</exception>
    /// <exception cref="ModelException">The model store cannot take it.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the champion is as it was.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        try
        {
            Note(await LookAsync(cancellation));
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            Note(RunOutcome.Failed);
            throw;
        }

        void Note(RunOutcome outcome) => metrics.RunEnded(outcome, time.GetElapsedTime(start), time.GetUtcNow());
    }

    private async Task<RunOutcome> LookAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await labels.NoteCheckAsync(now, cancellation);
        var latest = RetrainingRules.Latest(models);
        var unseen = await labels.CountAsync(latest?.Data?.Labels?.NewestReceivedAt, cancellation);
        metrics.LabelsWaiting(unseen);
        var (isDue, why) = settings.Rules.Decide(latest, unseen, now);
        if (!isDue)
        {
            logger.NothingToDo(why);
            return RunOutcome.Skipped;
        }

        logger.RetrainingStarted(why);
        var received = await labels.ReadAsync(cancellation);
        var files = await settings.Data.ReadAsync(screen, settings.Plan.Measurements, cancellation);
        var data = files.With(received);
        var manifest = await training.RunAsync(data, settings.Plan, cancellation);
        var verdict = await promotion.ChallengeAsync(
            manifest.Version, data, settings.Margins, new Decider(settings.By, why), cancellation);
        if (verdict.IsPromoted)
        {
            logger.Promoted(manifest.Version);
            return RunOutcome.Promoted;
        }

        // As it should be: the champion is better. The model stays in the store for whoever wants to look.
        logger.Refused(manifest.Version, verdict.Champion, string.Join("; ", verdict.Reasons));
        return RunOutcome.Refused;
    }
}
