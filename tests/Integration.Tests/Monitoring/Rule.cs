namespace Streaming.Integration.Tests.Monitoring;

/// <summary>A rule of Prometheus, as its file has it: either an alert or a record.</summary>
internal sealed record Rule
{
    public string? Alert { get; init; }

    public string? Record { get; init; }

    public string Expr { get; init; } = "";

    public Dictionary<string, string> Labels { get; init; } = [];

    public Dictionary<string, string> Annotations { get; init; } = [];
}
