namespace Streaming.LoadTests.Scaling;

/// <summary>
/// Steps through time: observations come, workers take them at their measured speed, and the scaler adds and removes
/// workers with its delays. Equal input gives equal output. It knows no single message and no batch: a worker takes
/// its speed times the step.
/// </summary>
internal static class ScalingSimulation
{
    /// <param name="scenario">What comes and what goes wrong.</param>
    /// <param name="worker">One worker.</param>
    /// <param name="scaler">How workers are added and removed.</param>
    /// <param name="cluster">What the cluster adds to that.</param>
    /// <param name="duration">Time to simulate, seconds.</param>
    /// <param name="step">Length of a step, seconds; every interval of the scaler is rounded to whole steps.</param>
    public static SimulatedTime Run(
        Scenario scenario,
        WorkerSpeed worker,
        ScalerSettings scaler,
        ClusterSettings cluster,
        double duration,
        double step)
    {
        var steps = (int)Math.Round(duration / step);
        var arrivals = scenario.Arrivals.PerStep(step, steps);
        var decisions = new HorizontalScaler(scaler, scaler.MinReplicas);
        // When the process of each worker starts, the oldest first. Those of the beginning are warm.
        var workers = new List<double>(Enumerable.Repeat(double.NegativeInfinity, scaler.MinReplicas));
        var waits = new Waits();
        var time = new SimulatedTime(step, steps);
        // What the queue reported last, and what the broker's management shows of that.
        var reported = (Messages: 0.0, Published: 0.0);
        var shown = (Messages: 0.0, Published: 0.0, Rate: 0.0);
        for (var i = 0; i < steps; i++)
        {
            var now = i * step;
            // In this order a sample is as old as can be; how the two intervals lie to each other is chance.
            if (IsDue(scaler.SampleInterval))
            {
                var rate = (reported.Published - shown.Published) / scaler.SampleInterval;
                shown = (reported.Messages, reported.Published, rate);
            }

            if (IsDue(scaler.ReportInterval))
            {
                reported = (waits.Backlog, waits.Served + waits.Backlog);
            }

            if (IsDue(scaler.PollingInterval))
            {
                decisions.Poll(now, shown.Messages);
            }

            if (IsDue(scaler.SyncPeriod))
            {
                decisions.Sync(now, shown.Messages, shown.Rate);
            }

            Follow(now);
            waits.Arrive(i, arrivals[i]);
            var speed = scenario.Outage?.Contains(now) == true ? 0 : workers.Sum(start => worker.At(now - start));
            waits.Serve(i, Math.Min(speed, cluster.QueueRate) * step);
            time.Backlog[i] = waits.Backlog;
            time.Workers[i] = workers.Count;

            bool IsDue(double interval) => i % Math.Max(1, (int)Math.Round(interval / step)) == 0;
        }

        time.Close(waits);
        return time;

        void Follow(double now)
        {
            while (workers.Count < decisions.Replicas)
            {
                var node = workers.Count < cluster.RoomFor ? 0 : cluster.NodeStart;
                workers.Add(now + cluster.PodStart + node);
            }

            // The youngest goes first, as a ReplicaSet does among equals.
            workers.RemoveRange(decisions.Replicas, workers.Count - decisions.Replicas);
        }
    }
}
