namespace Streaming.LoadTests.Scaling;

/// <summary>
/// Decides how many workers there are, as KEDA (none or one) and the HPA (one to many) do. It knows no clock and no
/// cluster: the simulation and the replay both ask it.
/// </summary>
internal sealed class HorizontalScaler(ScalerSettings settings, int replicas)
{
    private readonly Queue<(double At, int Replicas)> _recommendations = [];
    private double _lastActive;
    private double _lastRemoval = double.NegativeInfinity;

    /// <summary>Workers wanted now.</summary>
    public int Replicas { get; private set; } = replicas;

    /// <summary>
    /// What the HPA wants for a metric that is divided by the workers (<c>AverageValue</c>): the workers that there
    /// are while the ratio is within the tolerance, else the sum over the target, rounded up.
    /// </summary>
    public static int Desired(double total, double target, int current, double tolerance) =>
        Math.Abs(1 - (total / (target * current))) <= tolerance ? current : (int)Math.Ceiling(total / target);

    /// <summary>KEDA looks: from none to the first worker at once, to none only when nothing came for long.</summary>
    public void Poll(double now, double messages)
    {
        if (messages > 0 || IsNight(now))
        {
            _lastActive = now;
            Replicas = Math.Max(Replicas, 1);
        }
        else if (settings.MinReplicas == 0 && now - _lastActive >= settings.CooldownPeriod)
        {
            Replicas = 0;
        }
    }

    /// <summary>The HPA decides. It leaves a workload without workers alone.</summary>
    /// <param name="now">Seconds since some moment.</param>
    /// <param name="messages">Messages in the queue, ready or unacknowledged.</param>
    /// <param name="rate">Messages published a second.</param>
    public void Sync(double now, double messages, double rate)
    {
        if (Replicas == 0)
        {
            return;
        }

        var desired = Math.Max(
            Math.Max(ForQueue(messages, settings.QueueLength), ForQueue(rate, settings.MessageRate)),
            IsNight(now) ? settings.NightReplicas : 0);
        var least = Math.Max(Replicas - (now - _lastRemoval >= settings.RemovalPeriod ? 1 : 0), 1);
        var next = Math.Clamp(
            Stabilised(now, desired),
            Math.Max(settings.MinReplicas, least),
            Math.Min(settings.MaxReplicas, Replicas + settings.MostAdded));
        _lastRemoval = next < Replicas ? now : _lastRemoval;
        Replicas = next;
    }

    private int ForQueue(double metric, double target) =>
        target > 0 ? Desired(metric, target, Replicas, settings.Tolerance) : 0;

    // Up at once; down only as far as the highest wish of the window allows.
    private int Stabilised(double now, int desired)
    {
        _recommendations.Enqueue((now, desired));
        while (_recommendations.Peek().At < now - settings.StabilisationWindow)
        {
            _recommendations.Dequeue();
        }

        return desired > Replicas ? desired : Math.Min(Replicas, _recommendations.Max(past => past.Replicas));
    }

    private bool IsNight(double now) =>
        settings.NightReplicas > 0 && now >= settings.NightStart && now < settings.NightEnd;
}
