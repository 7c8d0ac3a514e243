namespace Streaming.LoadTests;

/// <summary>How times are spread, ms; of no times all are 0.</summary>
internal sealed record Percentiles(int Count, double P50, double P99, double P999, double Largest)
{
    public static Percentiles Of(IEnumerable<TimeSpan> times)
    {
        var ascending = times.Select(time => time.TotalMilliseconds).Order().ToList();
        return ascending.Count == 0
            ? new Percentiles(0, 0, 0, 0, 0)
            : new Percentiles(ascending.Count, At(0.5), At(0.99), At(0.999), ascending[^1]);

        double At(double share) => ascending[(int)Math.Ceiling(share * ascending.Count) - 1];
    }
}
