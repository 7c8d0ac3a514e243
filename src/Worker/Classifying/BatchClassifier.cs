using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;

namespace Streaming.Worker.Classifying;

/// <summary>
/// Turns a batch of message bodies into outcomes, one each, in order. A faulty body is a value, never an exception.
/// </summary>
internal sealed class BatchClassifier(
    ActiveModel activeModel, ObservationScorer scorer, DriftMonitor drift, TimeProvider time)
{
    /// <exception cref="InvalidOperationException">There is no model: nothing should be consumed.</exception>
    public IReadOnlyList<Outcome> Classify(IReadOnlyList<IncomingObservation> batch)
    {
        var model = activeModel.Current ?? throw new InvalidOperationException("no model is loaded");
        var now = time.GetUtcNow();
        var outcomes = new Outcome[batch.Count];
        var accepted = new List<(int Index, ObservationReceived Observation)>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var (observation, unreadable) = ObservationReader.Read(batch[i].Body, batch[i].ContentType);
            var reasons = IsUnreadable(unreadable)
                ? unreadable
                : ObservationValidator.Validate(observation, unreadable);
            if (reasons.Count > 0)
            {
                outcomes[i] = Reject(batch[i], observation, reasons, now);
            }
            else
            {
                accepted.Add((i, observation));
            }
        }

        var predictions = scorer.Score(model, accepted.ConvertAll(entry => entry.Observation));
        drift.Add(model, predictions);
        foreach (var ((index, observation), prediction) in accepted.Zip(predictions))
        {
            outcomes[index] = prediction is null
                ? Reject(batch[index], observation, [Unsupported(observation)], now)
                : Outcome.Of(Classified(observation, prediction, model.Reference, now), batch[index].Trace);
        }

        return outcomes;
    }

    /// <summary>Why a valid observation is not answered by the model in use.</summary>
    public static RejectionReason Unsupported(ObservationReceived observation) =>
        Reason.InputsNotSupported(InputSet.NamesMeasured(Observation.From(observation)));

    // A fault of the whole body has no field: its fields were never read, so they are not missing.
    private static bool IsUnreadable(IReadOnlyList<RejectionReason> reasons) =>
        reasons.Any(reason => reason.Field is null);

    private static Outcome Reject(
        IncomingObservation incoming,
        ObservationReceived observation,
        IReadOnlyList<RejectionReason> reasons,
        DateTimeOffset now) => Outcome.Of(
        new ObservationRejected
        {
            ObservationId = observation.ObservationId,
            VisitId = observation.VisitId,
            Source = observation.Source,
            Reasons = reasons,
            Received = incoming.ToReceivedBody(),
            RejectedAt = now,
        },
        incoming.Body,
        incoming.Trace);

    private static ObjectClassified Classified(
        ObservationReceived observation, Prediction prediction, ModelReference model, DateTimeOffset now) => new()
        {
            ObservationId = observation.ObservationId!,
            Class = prediction.Class,
            Confidence = prediction.Confidence,
            Probabilities = prediction.Probabilities,
            Model = model,
            Inputs = prediction.Ensemble.InputNames,
            Candidates = prediction.Candidates,
            Novelty = prediction.Novelty,
            Priors = prediction.Priors,
            ObservedAt = observation.ObservedAt!.Value,
            ClassifiedAt = now,
            VisitId = observation.VisitId,
            Source = observation.Source,
            Alpha = observation.Alpha!.Value,
            Delta = observation.Delta!.Value,
        };
}
