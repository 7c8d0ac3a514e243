using System.Text.Json;
using System.Text.Json.Serialization;
using Streaming.Contracts;
using Streaming.Telescope.Errors;
using Streaming.Telescope.Publishing;
using Streaming.Telescope.Rejected;
using Streaming.Telescope.Simulating;

namespace Streaming.Telescope;

/// <summary>JSON as on the wire: camelCase, a missing value is absent, unknown fields are ignored.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ObservationReceived))]
[JsonSerializable(typeof(ObservationBatchReceived))]
[JsonSerializable(typeof(LabelledLine))]
[JsonSerializable(typeof(NightSummary))]
[JsonSerializable(typeof(PublishSummary))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(RejectedCount))]
[JsonSerializable(typeof(ErrorCount))]
[JsonSerializable(typeof(ErrorRow))]
[JsonSerializable(typeof(ErrorDetail))]
[JsonSerializable(typeof(ObjectClassified))]
[JsonSerializable(typeof(ObservationRejected))]
internal sealed partial class TelescopeJson : JsonSerializerContext;
