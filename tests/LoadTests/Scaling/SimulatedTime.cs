namespace Streaming.LoadTests.Scaling;

/// <summary>What happened in a simulation, step by step and in all.</summary>
/// <param name="step">Length of a step, seconds.</param>
/// <param name="steps">Steps.</param>
internal sealed class SimulatedTime(double step, int steps)
{
    /// <summary>Length of a step, seconds.</summary>
    public double Step => step;

    /// <summary>Observations that wait at the end of each step.</summary>
    public double[] Backlog { get; } = new double[steps];

    /// <summary>Workers in each step, those that still start among them.</summary>
    public int[] Workers { get; } = new int[steps];

    /// <summary>Longest wait of a served observation, seconds.</summary>
    public double LongestWait { get; private set; }

    /// <summary>Wait within which 95 of 100 were served, seconds.</summary>
    public double Percentile95 { get; private set; }

    /// <summary>Observations served.</summary>
    public double Served { get; private set; }

    /// <summary>Workers times the hours that they were there.</summary>
    public double WorkerHours => Workers.Sum() * step / 3_600;

    public void Close(Waits waits)
    {
        LongestWait = waits.Percentile(1) * step;
        Percentile95 = waits.Percentile(0.95) * step;
        Served = waits.Served;
    }
}
