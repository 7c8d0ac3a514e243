using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;
using Streaming.Integration.Tests.Processes;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>Signatures and files of keys. Nothing but the signature itself may be taken for one.</summary>
internal sealed class SignatureTarget : StoreTarget, IFuzzTarget
{
    private static readonly string[] Words = ["-----BEGIN ", "-----END ", "PUBLIC KEY-----\n", "MFkw", "="];

    private readonly TemporaryFolder _folder = new();
    private readonly ModelStore _guarded;
    private readonly string _file;
    private readonly byte[] _signature;
    private readonly ByteMutator _keys;
    private readonly ByteMutator _signatures;
    private readonly JsonMutator _json;

    public SignatureTarget(GivenModel model) : base(model)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (secret, open) = (key.ExportPkcs8PrivateKeyPem(), key.ExportSubjectPublicKeyInfoPem());
        _file = _folder.Combine("key.pem");
        File.WriteAllText(_file, open);
        _guarded = new ModelStore(model.Storage) { Trusted = TrustedKeys.Read(_file) };
        File.WriteAllText(_file, secret);
        var signature = SigningKey.Read(_file).Sign(model.Manifest);
        _signature = signature.Signature;
        var content = JsonSerializer.SerializeToUtf8Bytes(signature, ModelManifest.Json);
        (_json, _signatures) = (new JsonMutator([content]), new ByteMutator([content], Messages.Words));
        _keys = new ByteMutator(
            [Encoding.ASCII.GetBytes(open), Encoding.ASCII.GetBytes(secret)],
            [.. Words.Select(Encoding.ASCII.GetBytes)]);
    }

    public override string Name => "signature, keys";

    public override int Weight => 4;

    public override byte[] Next(Random random) => random.Next(3) switch
    {
        0 => _json.Next(random),
        1 => _signatures.Next(random),
        _ => _keys.Next(random),
    };

    void IDisposable.Dispose() => _folder.Dispose();

    protected override void Use(byte[] input)
    {
        if (input.AsSpan().IndexOf("-----"u8) >= 0)
        {
            File.WriteAllBytes(_file, input);
            TrustedKeys.Read(_file);
            return;
        }

        Model.Storage.Put($"{GivenModel.Version}/{ModelSignature.File}", input);
        _ = SignedManifest.Standing(_guarded, GivenModel.Version).ToString();
        SignedManifest.Read(_guarded, GivenModel.Version);
        var taken = SignedManifest.ReadSignature(_guarded, GivenModel.Version)!;
        FuzzedException.Require(taken.Signature.AsSpan().SequenceEqual(_signature), "another signature is taken");
    }
}
