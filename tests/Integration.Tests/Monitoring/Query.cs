namespace Streaming.Integration.Tests.Monitoring;

/// <summary>An expression, and where it stands.</summary>
internal sealed record Query(string Place, string Expression)
{
    public override string ToString() => $"{Place}: {Expression}";
}
