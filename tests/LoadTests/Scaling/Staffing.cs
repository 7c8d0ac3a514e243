namespace Streaming.LoadTests.Scaling;

/// <summary>A way to have workers.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Scaler">How they are added and removed.</param>
internal sealed record Staffing(string Name, ScalerSettings Scaler)
{
    public static Staffing One { get; } = new(
        "one worker", new ScalerSettings { MinReplicas = 1, MaxReplicas = 1 });

    public static Staffing Deployed { get; } = new("KEDA, as deployed", new ScalerSettings());

    public static Staffing NoneByDay { get; } = new(
        "KEDA, none by day", new ScalerSettings { MinReplicas = 0, NightReplicas = 0 });

    public static IReadOnlyList<Staffing> All { get; } = [One, Deployed, NoneByDay];
}
