using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Integration.Tests.Workers;

/// <summary>A real model of a few trees an input set, trained on a simulated night within seconds.</summary>
internal sealed class SmallModel
{
    private const int Rows = 3_000;
    private const int TrainingRows = 2_000;

    private readonly IReadOnlyList<EnsembleManifest> _ensembles;
    private readonly MixtureDescription _mixture;
    private readonly byte[][] _files;

    private SmallModel(IReadOnlyList<(EnsembleManifest Manifest, byte[] File)> ensembles, MixtureDescription mixture)
    {
        _ensembles = [.. ensembles.Select(one => one.Manifest)];
        _files = [.. ensembles.Select(one => one.File)];
        _mixture = mixture;
        Sha256 = ModelManifest.Fingerprint(_ensembles);
    }

    /// <summary>The two complete sets, and one of three bands: what most tests stream.</summary>
    public static IReadOnlyList<InputSet> FewSets { get; } =
        [InputSet.Spectroscopic, InputSet.Photometric, InputSet.Of(["g", "r", "i"])];

    /// <summary>Its fingerprint, the same under every version.</summary>
    public string Sha256 { get; }

    /// <summary>The bytes of its ensembles' files, in the manifest's order, to be spoilt.</summary>
    public IReadOnlyList<byte[]> Files => [.. _files.Select(file => file.ToArray())];

    /// <summary>Trains on the night of this seed: another seed gives another model.</summary>
    /// <param name="seed">Of the night and of the training.</param>
    /// <param name="iterations">Trees a class.</param>
    /// <param name="sets">Its input sets, the preferred one first; null for <see cref="FewSets"/>.</param>
    public static SmallModel Train(int seed = 17, int iterations = 20, IReadOnlyList<InputSet>? sets = null)
    {
        List<(Observation Observation, string Class)> night =
        [
            .. new SimulatedNight(new NightOptions { Seed = seed }).Observe(Rows)
                .Select(made => (WithMeasurements(Observation.From(made.Observation), made.Class), made.Class)),
        ];
        var training = night.Take(TrainingRows).ToList();
        var mixture = OneNormal([.. training.Select(row => row.Observation)]);
        return new SmallModel(
            [
                .. (sets ?? FewSets).Select(inputs => SmallEnsemble.Train(
                    inputs, training, night.Skip(TrainingRows).ToList(), mixture, seed, iterations)),
            ],
            mixture);
    }

    /// <summary>Puts the model into a store under a version and makes that the champion.</summary>
    public void Promote(string store, string version)
    {
        var models = new ModelStore(store);
        models.Add(Manifest(version), _files);
        models.Promote(version, DateTimeOffset.UnixEpoch);
    }

    /// <summary>What stands beside its files under a version.</summary>
    public ModelManifest Manifest(string version) => new()
    {
        Format = ModelManifest.CurrentFormat,
        Version = version,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Sha256 = Sha256,
        Classes = ObjectClass.All,
        Data = new DataDescription(
            "simulated",
            "",
            Rows,
            new Dictionary<string, int>(),
            new Dictionary<string, int>(),
            new Dictionary<string, int>()),
        Mixture = _mixture,
        Ensembles = _ensembles,
    };

    /// <summary>The manifest with its first ensemble changed, under the fingerprint that it then has.</summary>
    public ModelManifest Manifest(string version, Func<EnsembleManifest, EnsembleManifest> change)
    {
        EnsembleManifest[] changed = [change(_ensembles[0]), .. _ensembles.Skip(1)];
        return Manifest(version) with { Sha256 = ModelManifest.Fingerprint(changed), Ensembles = changed };
    }

    // What an object's light in the wings adds: a galaxy is wider than a point.
    private static Observation WithMeasurements(Observation observation, string name) => observation with
    {
        Measurements = new Dictionary<string, double>
        {
            ["cModelMag_r"] = observation.R,
            ["psfMag_r"] = observation.R + (name == ObjectClass.Galaxy ? 0.5 : 0.01),
        },
    };

    private static MixtureDescription OneNormal(IReadOnlyList<Observation> observations)
    {
        var bands = InputSet.BandNames;
        double[] mean = [.. bands.Select(band => observations.Average(one => one.Value(band)))];
        return new MixtureDescription(
            bands,
            [
                new MixtureComponent(
                    1,
                    mean,
                    [
                        .. from row in Enumerable.Range(0, bands.Length)
                           from column in Enumerable.Range(0, row + 1)
                           select observations.Average(one =>
                               (one.Value(bands[row]) - mean[row]) * (one.Value(bands[column]) - mean[column])),
                    ]),
            ]);
    }
}
