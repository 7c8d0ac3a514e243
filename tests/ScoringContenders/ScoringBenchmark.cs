using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Streaming.Classification.Features;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Simulation;

namespace Streaming.ScoringContenders;

/// <summary>
/// What it costs to score a batch by the shipped champion's fullest ensemble, from features to probabilities: by ML.NET,
/// by LightGBM's own library, by ONNX Runtime, and compiled for each kind of instructions. One thread each, but for
/// ML.NET's, which cannot be held to one: hence processor time. In process: the solution's strict build settings are not
/// for generated code. Divide by the batch size for the cost of an observation. Batches take turns: the branch predictor
/// learns a walk through trees that is repeated, and LightGBM then scores a row in half the time.
/// </summary>
[InProcess]
[ProcessorTime]
[IterationTime(100)]
[IterationCount(30)]
[MinColumn]
[MedianColumn]
[MemoryDiagnoser]
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "BenchmarkDotNet calls the clean-up.")]
public class ScoringBenchmark
{
    // Sums of floats differ in their last digits; anything more is another model.
    private const double Tolerance = 1e-5;

    // Enough for no walk to be remembered until its turn comes again.
    private const int Rows = 2000;

    private FeatureSchema _schema = null!;
    private MlNetScorer _mlNet = null!;
    private LightGbmScorer _lightGbm = null!;
    private OnnxRuntimeScorer _onnxRuntime = null!;
    private CompiledEnsemble _plain = null!;
    private CompiledEnsemble _vector = null!;
    private CompiledEnsemble _avx512 = null!;
    private Batch[] _batches = null!;
    private int _turn;
    private float[] _probabilities = null!;
    private double[] _lightGbmProbabilities = null!;
    private float[] _onnxProbabilities = null!;
    private OrtValue _onnxAnswers = null!;

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
        _lightGbm = new LightGbmScorer([.. EnsembleCompiler.EnsemblesOf(model)], _schema.Count, ensemble.Temperature);
        _onnxRuntime = new OnnxRuntimeScorer(model, _schema.Count);
        _batches =
        [
            .. new SimulatedNight(new NightOptions()).Observe(Rows)
                .Select(simulated => Observation.From(simulated.Observation))
                .Chunk(BatchSize)
                .Where(observations => observations.Length == BatchSize)
                .Select(observations => Batch.Of(observations, _schema)),
        ];
        _probabilities = new float[BatchSize * manifest.Classes.Count];
        _lightGbmProbabilities = new double[_probabilities.Length];
        _onnxProbabilities = new float[_probabilities.Length];
        _onnxAnswers = OnnxRuntimeScorer.Tensor(_onnxProbabilities, BatchSize);
        RequireAgreement();

        CompiledEnsemble Compiled(CompiledEnsemble.Lanes lanes) =>
            EnsembleCompiler.Compile(model, ensemble.Temperature, lanes);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _onnxAnswers.Dispose();
        _onnxRuntime.Dispose();
        _lightGbm.Dispose();
        foreach (var batch in _batches)
        {
            batch.Dispose();
        }
    }

    [Benchmark]
    public void Features() => _schema.Blocks(Next().Observations).Dispose();

    [Benchmark(Baseline = true)]
    public void MlNet() => _mlNet.Score(Next().Features, _probabilities);

    [Benchmark]
    public void LightGbm() => _lightGbm.Score(Next().Rows, _lightGbmProbabilities);

    [Benchmark]
    public void OnnxRuntime() => _onnxRuntime.Score(Next().Tensor, _onnxAnswers);

    [Benchmark]
    public void Plain() => _plain.Score(Next().Features, _probabilities);

    [Benchmark]
    public void Vector() => _vector.Score(Next().Features, _probabilities);

    [Benchmark]
    public void Avx512() => _avx512.Score(Next().Features, _probabilities);

    private Batch Next()
    {
        _turn = _turn + 1 < _batches.Length ? _turn + 1 : 0;
        return _batches[_turn];
    }

    // Who answers something else is no contender.
    private void RequireAgreement()
    {
        foreach (var batch in _batches)
        {
            _plain.Score(batch.Features, _probabilities);
            var expected = Array.ConvertAll(_probabilities, one => (double)one);
            _mlNet.Score(batch.Features, _probabilities);
            Require(nameof(MlNet), Array.ConvertAll(_probabilities, one => (double)one));
            _lightGbm.Score(batch.Rows, _lightGbmProbabilities);
            Require(nameof(LightGbm), _lightGbmProbabilities);
            _onnxRuntime.Score(batch.Tensor, _onnxAnswers);
            Require(nameof(OnnxRuntime), Array.ConvertAll(_onnxProbabilities, one => (double)one));

            void Require(string name, double[] answers)
            {
                var difference = expected.Zip(answers, (one, other) => Math.Abs(one - other)).Max();
                // NaN is not within any tolerance.
                if (!(difference <= Tolerance))
                {
                    throw new InvalidOperationException(
                        FormattableString.Invariant($"{name} answers something else, by {difference:G2}"));
                }
            }
        }
    }

    /// <summary>A batch in the form that each contender reads, which it gets free of charge.</summary>
    private sealed record Batch(Observation[] Observations, FeatureBlocks Features, float[] Rows, OrtValue Tensor)
        : IDisposable
    {
        public static Batch Of(Observation[] observations, FeatureSchema schema)
        {
            var features = schema.Blocks(observations);
            float[] rows = [.. Enumerable.Range(0, observations.Length).SelectMany(features.Row)];
            return new Batch(observations, features, rows, OnnxRuntimeScorer.Tensor(rows, observations.Length));
        }

        public void Dispose()
        {
            Tensor.Dispose();
            Features.Dispose();
        }
    }
}
