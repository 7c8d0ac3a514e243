using System.Security.Cryptography;

namespace Streaming.Classification.Models.Signing;

/// <summary>The private key that signs models. It never stands in the store, and in no message or log.</summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    private SigningKey(ECDsa key)
    {
        _key = key.ExportPkcs8PrivateKey();
        KeyId = PublicKeys.IdOf(key);
    }

    /// <summary>Id of its public key: <see cref="ModelSignature.KeyId"/>.</summary>
    public string KeyId { get; }

    /// <summary>Reads a key on the curve P-256 from a PEM file (PKCS #8 or SEC 1, without a passphrase).</summary>
    /// <exception cref="ModelException">It is not such a file.</exception>
    public static SigningKey Read(string file)
    {
        var text = PublicKeys.ReadText(file);
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(text);
            return PublicKeys.IsOnP256(key)
                ? new SigningKey(key)
                : throw new ModelException($"{file}: is a key on another curve, expected is P-256");
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException
            or PlatformNotSupportedException)
        {
            // What the library says may repeat parts of the file.
            throw new ModelException(
                $"{file}: is not one private key on P-256 in PEM without a passphrase, as 'trainer keys new' makes it");
        }
    }

    /// <summary>Signs a manifest's bytes. No two signatures are alike.</summary>
    public ModelSignature Sign(byte[] manifest)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_key, out _);
        return new ModelSignature(
            KeyId, key.SignData(manifest, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }
}
