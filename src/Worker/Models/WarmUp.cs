using System.Globalization;
using System.Text;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;
using Streaming.Worker.Publishing;

namespace Streaming.Worker.Models;

/// <summary>
/// Takes canary rows of a model from body to written event, beside the stream and seen by nobody: what the first batch
/// would pay for is paid before the model is in use.
/// </summary>
internal sealed class WarmUp(ObservationScorer scorer, TimeProvider time)
{
    /// <param name="model">The model.</param>
    /// <param name="rows">Observations of a full batch.</param>
    public void Run(ModelSnapshot model, int rows)
    {
        var active = new ActiveModel();
        active.Replace(model);
        var classifier = new BatchClassifier(active, scorer, new DriftMonitor(active), time);
        // Compiled ensembles share their code, and one is enough; ML.NET compiles its own for each.
        foreach (var ensemble in model.Ensembles.Where((one, i) => i == 0 || one.NotCompiled is not null))
        {
            var bodies = ensemble.Manifest.Canary.Select(row => new IncomingMessage(Body(row.Observation), null, "")).ToList();
            var outcomes = classifier.Classify([.. Enumerable.Range(0, rows).Select(i => bodies[i % bodies.Count])]);
            _ = Answers.Of(outcomes);
            new EventWriter().Write(new EventsOptions { Form = EventsOptions.Both }.Of(outcomes));
        }
    }

    /// <summary>The message of an observation. Written by hand: a serializer would be made for this alone.</summary>
    public static byte[] Body(Observation observation) => Encoding.UTF8.GetBytes(
        "{\"observationId\":\"canary\",\"observedAt\":\"2000-01-01T00:00:00Z\",\"alpha\":0,\"delta\":0,"
        + string.Join(',', InputSet.NamesMeasured(observation).Select(name =>
            $"\"{name}\":{observation.Value(name).ToString("R", CultureInfo.InvariantCulture)}"))
        + "}");
}
