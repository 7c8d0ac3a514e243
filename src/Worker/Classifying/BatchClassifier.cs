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
        var reader = new ValidObservationReader();
        var accepted = new List<ValidObservation>(batch.Count);
        var places = new List<int>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            if (!reader.TryRead(batch[i].Body, batch[i].ContentType, out var valid))
            {
                var (observation, reasons) = ReadLeniently(batch[i]);
                if (reasons.Count > 0)
                {
                    outcomes[i] = Reject(
                        batch[i], observation.ObservationId, observation.VisitId, observation.Source, reasons, now);
                    continue;
                }

                valid = ValidObservation.From(observation);
            }

            accepted.Add(valid);
            places.Add(i);
        }

        var predictions = scorer.Score(model, accepted);
        drift.Add(model, predictions);
        for (var i = 0; i < accepted.Count; i++)
        {
            var (valid, place) = (accepted[i], places[i]);
            outcomes[place] = predictions[i] is { } prediction
                ? Outcome.Of(Classified(valid, prediction, model.Reference, now), batch[place].Trace)
                : Reject(batch[place], valid.Id, valid.VisitId, valid.Source, [Unsupported(valid.Values)], now);
        }

        return outcomes;
    }

    /// <summary>Why a valid observation is not answered by the model in use.</summary>
    public static RejectionReason Unsupported(Observation observation) =>
        Reason.InputsNotSupported(InputSet.NamesMeasured(observation));

    private static (ObservationReceived Observation, IReadOnlyList<RejectionReason> Reasons) ReadLeniently(
        IncomingObservation incoming)
    {
        var (observation, unreadable) = ObservationReader.Read(incoming.Body, incoming.ContentType);
        return (observation, IsUnreadable(unreadable)
            ? unreadable
            : ObservationValidator.Validate(observation, unreadable));
    }

    // A fault of the whole body has no field: its fields were never read, so they are not missing.
    private static bool IsUnreadable(IReadOnlyList<RejectionReason> reasons) =>
        reasons.Any(reason => reason.Field is null);

    private static Outcome Reject(
        IncomingObservation incoming,
        string? id,
        string? visit,
        string? source,
        IReadOnlyList<RejectionReason> reasons,
        DateTimeOffset now) => Outcome.Of(
        new ObservationRejected
        {
            ObservationId = id,
            VisitId = visit,
            Source = source,
            Reasons = reasons,
            Received = incoming.ToReceivedBody(),
            RejectedAt = now,
        },
        incoming.Body,
        incoming.Trace);

    private static ObjectClassified Classified(
        in ValidObservation observation, Prediction prediction, ModelReference model, DateTimeOffset now) => new()
        {
            ObservationId = observation.Id,
            Class = prediction.Class,
            Confidence = prediction.Confidence,
            Probabilities = prediction.Probabilities,
            Model = model,
            Inputs = prediction.Ensemble.InputNames,
            Candidates = prediction.Candidates,
            Novelty = prediction.Novelty,
            Priors = prediction.Priors,
            ObservedAt = observation.ObservedAt,
            ClassifiedAt = now,
            VisitId = observation.VisitId,
            Source = observation.Source,
            Alpha = observation.Values.Alpha,
            Delta = observation.Values.Delta,
        };
}
