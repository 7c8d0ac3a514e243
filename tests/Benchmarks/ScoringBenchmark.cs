using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Simulation;

namespace Streaming.Benchmarks;

/// <summary>
/// What it costs to score a batch by the shipped champion's fullest ensemble, from observations to probabilities: by
/// ML.NET, and compiled for each kind of instructions. In process: the solution's strict build settings are not for
/// generated code. Divide by the batch size for the cost of an observation.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class ScoringBenchmark
{
    private FeatureSchema _schema = null!;
    private MlNetScorer _mlNet = null!;
    private CompiledEnsemble _plain = null!;
    private CompiledEnsemble _vector = null!;
    private CompiledEnsemble _avx512 = null!;
    private Observation[] _observations = null!;
    private FeatureBlocks _features = null!;
    private float[] _probabilities = null!;

    [Params(1, 32, 500)]
    public int BatchSize { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var store = new ModelStore(ModelStoreLocation.Resolve(ModelStoreLocation.DefaultPath));
        var manifest = store.ReadManifest(store.ReadChampion()!.Version);
        var ensemble = manifest.Fullest();
        _schema = FeatureSchema.Of(ensemble.Features);
        var model = new MLContext(seed: 0).Model.Load(
            new MemoryStream(store.ReadEnsemble(manifest.Version, ensemble.File)), out _);
        _mlNet = new MlNetScorer(_schema, model, ensemble.Temperature);
        (_plain, _vector, _avx512) = (
            Compiled(CompiledEnsemble.Lanes.None),
            Compiled(CompiledEnsemble.Lanes.Vector),
            Compiled(CompiledEnsemble.Lanes.Avx512));
        _observations =
        [
            .. new SimulatedNight(new NightOptions()).Observe(BatchSize)
                .Select(simulated => Observation.From(simulated.Observation)),
        ];
        _features = _schema.Blocks(_observations);
        _probabilities = new float[BatchSize * manifest.Classes.Count];

        CompiledEnsemble Compiled(CompiledEnsemble.Lanes lanes) =>
            EnsembleCompiler.Compile(model, ensemble.Temperature, lanes);
    }

    [Benchmark]
    public void Features() => _schema.Blocks(_observations).Dispose();

    [Benchmark(Baseline = true)]
    public void MlNet() => _mlNet.Score(_features, _probabilities);

    [Benchmark]
    public void Plain() => _plain.Score(_features, _probabilities);

    [Benchmark]
    public void Vector() => _vector.Score(_features, _probabilities);

    [Benchmark]
    public void Avx512() => _avx512.Score(_features, _probabilities);
}
