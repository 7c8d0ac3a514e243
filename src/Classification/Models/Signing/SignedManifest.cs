namespace Streaming.Classification.Models.Signing;

/// <summary>A version's manifest and the signature beside it, as they were read.</summary>
internal static class SignedManifest
{
    /// <summary>
    /// Reads a manifest for use: when the store has trusted keys, only one that is signed by one of them. What is checked
    /// is what is parsed, and nothing is parsed before it is checked.
    /// </summary>
    /// <exception cref="ModelException">There is none, it must not be used, or it cannot be read.</exception>
    public static ModelManifest Read(ModelStore store, string version)
    {
        var file = store.ReadManifestFile(version);
        if (store.Trusted is { } trusted)
        {
            var signature = ReadSignature(store, version);
            var fault = trusted.Judge(file.Content, signature) switch
            {
                SignatureState.Trusted => null,
                SignatureState.Unsigned => "is not signed, and only signed models are taken",
                SignatureState.UnknownKey => $"is signed by key {signature!.KeyId}, which is not trusted",
                _ => $"has a signature by key {signature!.KeyId} that is not of this manifest",
            };
            if (fault is not null)
            {
                throw new ModelException($"model '{version}' {fault}");
            }
        }

        return store.Parse(file, version);
    }

    /// <summary>What is known of a version's signature, for people. It fails for no content of a store.</summary>
    public static SignatureStanding Standing(ModelStore store, string version)
    {
        try
        {
            return ReadSignature(store, version) is not { } signature
                ? new SignatureStanding(SignatureState.Unsigned, null)
                : new SignatureStanding(
                    store.Trusted?.Judge(store.ReadManifestFile(version).Content, signature)
                        ?? SignatureState.Unchecked,
                    signature.KeyId);
        }
        catch (ModelException)
        {
            return new SignatureStanding(SignatureState.Unreadable, null);
        }
    }

    /// <summary>Reads the signature; null when there is none.</summary>
    /// <exception cref="ModelException">It is not what it should be.</exception>
    public static ModelSignature? ReadSignature(ModelStore store, string version)
    {
        var name = ModelStore.NameOf(version, ModelSignature.File);
        if (store.Storage.Find(name) is not { } file)
        {
            return null;
        }

        var signature = StoreJson.Parse<ModelSignature>(file, store.Storage.Locate(name));
        return ModelSignature.IsKeyId(signature.KeyId)
            ? signature
            : throw new ModelException($"cannot read {store.Storage.Locate(name)}: keyId is not a SHA-256");
    }
}
