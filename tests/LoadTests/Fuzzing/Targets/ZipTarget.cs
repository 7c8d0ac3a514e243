using System.Security.Cryptography;
using System.Text.Json;
using Streaming.Classification.Models;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>ML.NET's files, changed inside, under a manifest that has been made to fit.</summary>
internal sealed class ZipTarget : StoreTarget
{
    private readonly string _file;
    private readonly string _sha256;
    private readonly ModelManifest _manifest;
    private readonly ZipMutator _inside;
    private readonly ByteMutator _outside;

    public ZipTarget(GivenModel model) : base(model)
    {
        _manifest = model.Store.ReadManifest(GivenModel.Version);
        (_file, _sha256) = (_manifest.Ensembles[0].File, _manifest.Ensembles[0].Sha256);
        var content = model.Store.ReadEnsemble(GivenModel.Version, _file);
        (_inside, _outside) = (new ZipMutator(content), new ByteMutator([content], [], longest: 1 << 20));
    }

    public override string Name => "model zip";

    public override int Weight => 1;

    public override byte[] Next(Random random) => random.Next(5) > 0 ? _inside.Next(random) : _outside.Next(random);

    protected override void Use(byte[] input)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(input));
        EnsembleManifest[] ensembles = [.. _manifest.Ensembles.Select(one => one.Sha256 == _sha256 ? one with { Sha256 = sha256 } : one)];
        var manifest = _manifest with { Ensembles = ensembles, Sha256 = ModelManifest.Fingerprint(ensembles) };
        Model.Storage.Put($"{GivenModel.Version}/{_file}", input);
        Model.Storage.Put(
            $"{GivenModel.Version}/{ModelStore.ManifestFile}",
            JsonSerializer.SerializeToUtf8Bytes(manifest, ModelManifest.Json));
        UseModel();
    }
}
