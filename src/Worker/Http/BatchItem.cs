using System.Text.Json.Serialization;
using Streaming.Contracts;

namespace Streaming.Worker.Http;

/// <summary>The answer to one element of <c>POST /predict/batch</c>: a result, or an error with its reasons.</summary>
internal sealed record BatchItem(
    int Index,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PredictResponse? Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RejectionReason>? Reasons);
