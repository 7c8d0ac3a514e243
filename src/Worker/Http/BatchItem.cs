using Streaming.Contracts;

namespace Streaming.Worker.Http;

/// <summary>The answer to one element of <c>POST /predict/batch</c>: a result, or an error with its reasons.</summary>
internal sealed record BatchItem(
    int Index, PredictResponse? Result, string? Error, IReadOnlyList<RejectionReason>? Reasons);
