using System.Text.Json.Serialization;

namespace Streaming.Classification.Models;

/// <summary>What an entry of the store's history tells of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
internal enum ChangeKind
{
    /// <summary>A model became the champion.</summary>
    [JsonStringEnumMemberName("promoted")]
    Promoted,

    /// <summary>A champion of before became the champion again.</summary>
    [JsonStringEnumMemberName("rolledBack")]
    RolledBack,

    /// <summary>A challenger was judged and did not become the champion.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>A model was removed.</summary>
    [JsonStringEnumMemberName("pruned")]
    Pruned,
}
