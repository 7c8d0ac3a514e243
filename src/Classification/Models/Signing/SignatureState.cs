using System.Text.Json.Serialization;

namespace Streaming.Classification.Models.Signing;

/// <summary>What is known of a model's signature.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignatureState>))]
internal enum SignatureState
{
    /// <summary>There is none.</summary>
    [JsonStringEnumMemberName("unsigned")]
    Unsigned,

    /// <summary>There is one, and no key to check it by.</summary>
    [JsonStringEnumMemberName("unchecked")]
    Unchecked,

    /// <summary>It is that of a trusted key.</summary>
    [JsonStringEnumMemberName("trusted")]
    Trusted,

    /// <summary>It names a key that is not trusted.</summary>
    [JsonStringEnumMemberName("unknownKey")]
    UnknownKey,

    /// <summary>It names a trusted key, which has not signed this manifest.</summary>
    [JsonStringEnumMemberName("wrong")]
    Wrong,

    /// <summary>The file cannot be read.</summary>
    [JsonStringEnumMemberName("unreadable")]
    Unreadable,
}
