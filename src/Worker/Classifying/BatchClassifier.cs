using System.Runtime.InteropServices;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;

namespace Streaming.Worker.Classifying;

/// <summary>
/// Turns a batch of messages into outcomes, one an observation, in order. A faulty body is a value, never an exception.
/// Its lists are used again by the next batch: not for several threads at once.
/// </summary>
internal sealed class BatchClassifier(
    ActiveModel activeModel, ObservationScorer scorer, DriftMonitor drift, TimeProvider time)
{
    private readonly ObservationMessageReader _reader = new();
    private readonly List<ReadObservation> _read = [];
    private readonly List<int> _messages = [];
    private readonly List<Observation> _accepted = [];
    private readonly List<int> _places = [];

    /// <exception cref="InvalidOperationException">There is no model: nothing should be consumed.</exception>
    public IReadOnlyList<Outcome> Classify(IReadOnlyList<IncomingMessage> batch)
    {
        var model = activeModel.Current ?? throw new InvalidOperationException("no model is loaded");
        var now = time.GetUtcNow();
        Read(batch);
        var outcomes = new Outcome[_read.Count];
        foreach (var group in scorer.Score(model, CollectionsMarshal.AsSpan(_accepted), SourceOf))
        {
            drift.Add(model, group);
            for (var i = 0; i < group.Predictions.Length; i++)
            {
                var place = _places[group.Rows[i]];
                outcomes[place] = Outcome.Of(
                    Classified(_read[place].Valid, group.Predictions[i], model.Reference, now),
                    batch[_messages[place]].Trace) with { Message = _messages[place] };
            }

            group.Dispose();
        }

        for (var place = 0; place < outcomes.Length; place++)
        {
            if (outcomes[place].Classified is null)
            {
                outcomes[place] = Reject(_read[place], batch[_messages[place]], now) with { Message = _messages[place] };
            }
        }

        return outcomes;
    }

    /// <summary>Why a valid observation is not answered by the model in use.</summary>
    public static RejectionReason Unsupported(Observation observation) =>
        Reason.InputsNotSupported(InputSet.NamesMeasured(observation));

    private void Read(IReadOnlyList<IncomingMessage> batch)
    {
        _read.Clear();
        _messages.Clear();
        _accepted.Clear();
        _places.Clear();
        for (var message = 0; message < batch.Count; message++)
        {
            _reader.Read(batch[message].Body, batch[message].ContentType, batch[message].ContentEncoding, _read);
            for (var place = _messages.Count; place < _read.Count; place++)
            {
                _messages.Add(message);
                if (_read[place].Fault is null)
                {
                    _accepted.Add(_read[place].Valid.Values);
                    _places.Add(place);
                }
            }
        }
    }

    private string? SourceOf(int row) => _read[_places[row]].Valid.Source;

    private static Outcome Reject(in ReadObservation read, in IncomingMessage message, DateTimeOffset now)
    {
        var (id, visit, source, reasons) = read.Fault is { } fault
            ? (fault.Read.ObservationId, fault.Read.VisitId, fault.Read.Source, fault.Reasons)
            : (read.Valid.Id, read.Valid.VisitId, read.Valid.Source, [Unsupported(read.Valid.Values)]);
        var body = read.Body.Span;
        return Outcome.Of(
            new ObservationRejected
            {
                ObservationId = id,
                VisitId = visit,
                Source = source,
                Position = read.Position,
                Reasons = reasons,
                Received = new ReceivedBody
                {
                    Queue = message.Queue,
                    ContentType = read.Position is null ? message.ContentType : "application/json",
                    ContentEncoding = reasons[0].Code == RejectionCode.NotUnpacked ? message.ContentEncoding : null,
                    Length = body.Length,
                    Base64 = Convert.ToBase64String(body[..Math.Min(body.Length, ReceivedBody.MaximumBytes)]),
                },
                RejectedAt = now,
            },
            body,
            message.Trace);
    }

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
