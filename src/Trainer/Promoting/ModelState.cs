using System.Text.Json.Serialization;

namespace Streaming.Trainer.Promoting;

/// <summary>What became of a model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelState>))]
internal enum ModelState
{
    /// <summary>Neither promoted nor refused.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The workers use it.</summary>
    [JsonStringEnumMemberName("champion")]
    Champion,

    /// <summary>It was champion and can be gone back to.</summary>
    [JsonStringEnumMemberName("previous")]
    Previous,

    /// <summary>It was judged last and did not become champion.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
