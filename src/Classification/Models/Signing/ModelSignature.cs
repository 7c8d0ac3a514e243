using System.Text.RegularExpressions;

namespace Streaming.Classification.Models.Signing;

/// <summary>The content of signature.json: who vouches for the manifest beside it.</summary>
/// <param name="KeyId">
/// SHA-256 of the public key (SubjectPublicKeyInfo in DER), lower-case hexadecimal. A claim until the signature has been
/// checked by that key.
/// </param>
/// <param name="Signature">
/// ECDSA on P-256 with SHA-256 of the exact bytes of manifest.json, in DER, as openssl takes it.
/// </param>
internal sealed partial record ModelSignature(string KeyId, byte[] Signature)
{
    /// <summary>Name of the file in the model's folder.</summary>
    public const string File = "signature.json";

    private const int ShownDigits = 16;

    /// <summary>The start of a key's id, for people.</summary>
    public static string Short(string keyId) => keyId[..ShownDigits];

    /// <summary>Whether a text is a key's id: what stands in a store may be anybody's.</summary>
    public static bool IsKeyId(string text) => KeyIdForm().IsMatch(text);

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyIdForm();
}
