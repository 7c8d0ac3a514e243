namespace Streaming.Classification.Models.Signing;

/// <summary>By which key a model says that it is signed, and whether that is so.</summary>
/// <param name="State">Whether it is so.</param>
/// <param name="KeyId">The key's id; null where none is named.</param>
internal sealed record SignatureStanding(SignatureState State, string? KeyId)
{
    /// <summary>A few words; empty for a model without a signature.</summary>
    public override string ToString() => State switch
    {
        SignatureState.Unsigned => "",
        SignatureState.Unreadable => "unreadable",
        SignatureState.Trusted => ModelSignature.Short(KeyId!),
        SignatureState.Unchecked => $"{ModelSignature.Short(KeyId!)} (not checked)",
        SignatureState.UnknownKey => $"{ModelSignature.Short(KeyId!)} (unknown key)",
        _ => $"{ModelSignature.Short(KeyId!)} (wrong)",
    };
}
