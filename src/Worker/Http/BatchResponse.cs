namespace Streaming.Worker.Http;

/// <summary>The answer to <c>POST /predict/batch</c>: one item an element, in order.</summary>
internal sealed record BatchResponse(IReadOnlyList<BatchItem> Items);
