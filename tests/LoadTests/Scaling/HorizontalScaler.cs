namespace Streaming.LoadTests.Scaling;

/// <summary>
/// Decides how many workers there are, as KEDA (none or one) and the HPA (one to many) do. It knows no clock and no
/// cluster: the simulation and the replay both ask it.
/// </summary>
internal sealed class HorizontalScaler(ScalerSettings settings, int replicas)
{
    private readonly Queue<(double At, int Replicas)> _recommendations = [];
    private double _lastActive;

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
    public void Sync(double now, double messages)
    {
        if (Replicas == 0)
        {
            return;
        }

        var desired = Math.Max(
            Desired(messages, settings.QueueLength, Replicas, settings.Tolerance),
            IsNight(now) ? Desired(settings.NightReplicas, 1, Replicas, settings.Tolerance) : 0);
        Replicas = Math.Clamp(
            Stabilised(now, desired),
            Math.Max(settings.MinReplicas, 1),
            Math.Min(settings.MaxReplicas, Replicas + Math.Max(Replicas, settings.MostAdded)));
    }

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
