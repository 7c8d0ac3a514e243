using System.Security.Cryptography;

namespace Streaming.Classification.Models.Signing;

/// <summary>The public keys by one of which a model must be signed. Several at a time let a key be replaced.</summary>
internal sealed class TrustedKeys
{
    /// <summary>The setting that names their files.</summary>
    public const string Setting = "ModelStore__TrustedKeys";

    private readonly Dictionary<string, byte[]> _keys;

    private TrustedKeys(Dictionary<string, byte[]> keys) => _keys = keys;

    /// <summary>Their ids, in order.</summary>
    public IReadOnlyList<string> Ids => [.. _keys.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads the keys that a setting names.</summary>
    /// <param name="setting">
    /// PEM files, separated by commas, each with one key or several; null for no setting. A relative one starts where the
    /// store does: <see cref="ModelStoreLocation"/>.
    /// </param>
    /// <returns>The keys; null when every model is taken.</returns>
    /// <exception cref="ModelException">
    /// The setting is empty, which must not mean that every model is taken, or a file is not one of public keys.
    /// </exception>
    public static TrustedKeys? Of(string? setting)
    {
        if (setting is null)
        {
            return null;
        }

        var files = setting.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return files.Length > 0
            ? Read(files.Select(ModelStoreLocation.Resolve))
            : throw new ModelException(
                $"{Setting} is empty, expected are files of public keys; without the setting unsigned models are taken");
    }

    /// <exception cref="ModelException">A file is not one of public keys.</exception>
    public static TrustedKeys Read(params IEnumerable<string> files)
    {
        var keys = new Dictionary<string, byte[]>();
        foreach (var key in files.SelectMany(PublicKeys.Read))
        {
            keys[Convert.ToHexStringLower(SHA256.HashData(key))] = key;
        }

        return new TrustedKeys(keys);
    }

    /// <summary>What a manifest's signature is worth.</summary>
    /// <param name="manifest">The manifest's bytes.</param>
    /// <param name="signature">The signature beside it; null when there is none.</param>
    public SignatureState Judge(byte[] manifest, ModelSignature? signature) =>
        signature is null ? SignatureState.Unsigned
        : !_keys.TryGetValue(signature.KeyId, out var key) ? SignatureState.UnknownKey
        : IsOf(key, manifest, signature.Signature) ? SignatureState.Trusted
        : SignatureState.Wrong;

    private static bool IsOf(byte[] key, byte[] manifest, byte[] signature)
    {
        using var verifier = ECDsa.Create();
        verifier.ImportSubjectPublicKeyInfo(key, out _);
        return verifier.VerifyData(
            manifest, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
