namespace Streaming.LoadTests.Scaling;

/// <summary>When observations come: in bursts that do not overlap.</summary>
/// <param name="Bursts">The bursts, in order of time.</param>
/// <param name="PublishRate">Observations a second within a burst.</param>
internal sealed record ArrivalPattern(IReadOnlyList<Burst> Bursts, double PublishRate)
{
    public int Total => Bursts.Sum(burst => burst.Count);

    /// <summary>Equal bursts, one a period.</summary>
    public static ArrivalPattern Even(double start, double period, int bursts, int count, double publishRate) =>
        new([.. Enumerable.Range(0, bursts).Select(i => new Burst(start + (i * period), count))], publishRate);

    /// <summary>When each observation is due, seconds.</summary>
    public IEnumerable<double> Due() => Bursts.SelectMany(
        burst => Enumerable.Range(0, burst.Count).Select(i => burst.At + (i / PublishRate)));

    /// <summary>
    /// Observations that come in each step of time; a part of one may come in one step, the rest in the next.
    /// </summary>
    /// <param name="step">Length of a step, seconds.</param>
    /// <param name="steps">Steps; what comes after the last is left out.</param>
    public double[] PerStep(double step, int steps)
    {
        var arrivals = new double[steps];
        foreach (var burst in Bursts)
        {
            var end = burst.At + (burst.Count / PublishRate);
            for (var i = (int)(burst.At / step); i < steps && i * step < end; i++)
            {
                var within = Math.Min((i + 1) * step, end) - Math.Max(i * step, burst.At);
                arrivals[i] += PublishRate * Math.Max(within, 0);
            }
        }

        return arrivals;
    }
}
