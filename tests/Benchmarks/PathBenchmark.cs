using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Simulation;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;
using Streaming.Worker.Publishing;

namespace Streaming.Benchmarks;

/// <summary>
/// What a batch costs on its way from body to event, with the shipped champion and without a broker: reading and
/// validating, scoring, counting for drift, all of it together, of messages of one observation and of one of all;
/// counting the answers, and writing the events. In process: the solution's strict build settings are
/// not for generated code. Divide by the batch size for the cost of an observation.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class PathBenchmark
{
    private ModelSnapshot _model = null!;
    private BatchClassifier _classifier = null!;
    private IncomingMessage[] _bodies = null!;
    private Observation[] _observations = null!;
    private DriftMonitor _drift = null!;
    private ScoredGroup _scored = null!;
    private IncomingMessage[] _many = null!;
    private IReadOnlyList<Outcome> _outcomes = null!;
    private readonly List<ReadObservation> _read = [];
    private readonly ObservationMessageReader _reader = new();
    private readonly EventWriter _writer = new();
    private readonly EventsOptions _events = new();
    private readonly EventsOptions _inBulk = new() { Form = EventsOptions.Bulk };

    [Params(1, 32, 500)]
    public int BatchSize { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var store = new ModelStore(ModelStoreLocation.Resolve(ModelStoreLocation.DefaultPath));
        _model = ModelLoader.Load(store, store.ReadChampion()!.Version, compile: true);
        var active = new ActiveModel();
        active.Replace(_model);
        _drift = new DriftMonitor(active);
        _classifier = new BatchClassifier(
            active,
            new ObservationScorer(Options.Create(new ClassificationOptions())),
            _drift,
            TimeProvider.System);
        var night = new SimulatedNight(new NightOptions()).Observe(BatchSize).Select(simulated => simulated.Observation).ToList();
        _observations = [.. night.Select(Observation.From)];
        _scored = _model.ScoreByEnsemble(_observations)[0];
        _bodies =
        [
            .. night.Select(observation => new IncomingMessage(
                JsonSerializer.SerializeToUtf8Bytes(observation, JsonSerializerOptions.Web), "application/json", "observations")),
        ];
        _many =
        [
            new IncomingMessage(
                JsonSerializer.SerializeToUtf8Bytes(
                    new ObservationBatchReceived { Observations = night }, JsonSerializerOptions.Web),
                "application/json",
                "observations_bulk"),
        ];
        _outcomes = _classifier.Classify(_bodies);
    }

    [Benchmark]
    public int Read()
    {
        _read.Clear();
        foreach (var body in _bodies)
        {
            _reader.Read(body.Body, body.ContentType, contentEncoding: null, _read);
        }

        return _read.Count;
    }

    [Benchmark]
    public int Score() => _model.Score(_observations).Count;

    [Benchmark]
    public void Drift() => _drift.Add(_model, _scored);

    [Benchmark]
    public int BodyToOutcome() => _classifier.Classify(_bodies).Count;

    [Benchmark]
    public int ManyToOutcome() => _classifier.Classify(_many).Count;

    [Benchmark]
    public int Count() => Answers.Of(_outcomes).Count;

    [Benchmark]
    public void Write() => _writer.Write(_events.Of(_outcomes));

    [Benchmark]
    public void WriteInBulk() => _writer.Write(_inBulk.Of(_outcomes));
}
