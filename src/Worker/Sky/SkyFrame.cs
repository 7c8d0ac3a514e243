namespace Streaming.Worker.Sky;

/// <summary>Everything that the page shows at one moment, but for objects that it has shown before.</summary>
/// <param name="At">The moment.</param>
/// <param name="Instance">How the worker calls itself.</param>
/// <param name="InMemory">Whether there is no broker: then nothing can arrive from outside.</param>
/// <param name="IsConsuming">Whether the queue is consumed.</param>
/// <param name="NotReady">Why the worker is not ready; empty when it is.</param>
/// <param name="Model">The model in use; null when there is none.</param>
/// <param name="Refusal">Why the store's champion is not in use; null when it is.</param>
/// <param name="Coverage">The level of coverage of the candidates.</param>
/// <param name="Priors">The sources that class shares are set for.</param>
/// <param name="Figures">What was settled.</param>
/// <param name="Sample">New objects.</param>
internal sealed record SkyFrame(
    DateTimeOffset At,
    string Instance,
    bool InMemory,
    bool IsConsuming,
    IReadOnlyList<string> NotReady,
    SkyModel? Model,
    string? Refusal,
    double Coverage,
    IReadOnlyCollection<string> Priors,
    SkyFigures Figures,
    SkySample Sample);
