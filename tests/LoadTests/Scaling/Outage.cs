namespace Streaming.LoadTests.Scaling;

/// <summary>A time in which no worker works, while observations go on to come.</summary>
/// <param name="Start">Its start, seconds.</param>
/// <param name="End">Its end, seconds.</param>
internal sealed record Outage(double Start, double End)
{
    public bool Contains(double seconds) => seconds >= Start && seconds < End;
}
