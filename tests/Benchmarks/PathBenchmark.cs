using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Simulation;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Drift;

namespace Streaming.Benchmarks;

/// <summary>
/// What a batch costs on its way from body to event, with the shipped champion and without a broker: reading and
/// validating, scoring, counting for drift, and all of it together. In process: the solution's strict build settings are
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
    }

    [Benchmark]
    public int Read()
    {
        var faults = 0;
        foreach (var body in _bodies)
        {
            var (observation, unreadable) = ObservationReader.Read(body.Body, body.ContentType);
            faults += ObservationValidator.Validate(observation, unreadable).Count;
        }

        return faults;
    }

    [Benchmark]
    public int Score() => _model.Score(_observations).Count;

    [Benchmark]
    public void Drift() => _drift.Add(_model, _scored);

    [Benchmark]
    public int BodyToOutcome() => _classifier.Classify(_bodies).Count;
}
