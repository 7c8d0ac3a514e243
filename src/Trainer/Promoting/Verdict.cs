namespace Streaming.Trainer.Promoting;

/// <summary>How a challenge ended.</summary>
/// <param name="Version">The challenger.</param>
/// <param name="Champion">The champion from now on; null when there is none.</param>
/// <param name="Reasons">Every reason against the challenger; empty when it is the champion.</param>
/// <param name="Comparison">The figures; null when it failed the checks of a worker, or they were passed over.</param>
internal sealed record Verdict(
    string Version, string? Champion, IReadOnlyList<string> Reasons, GateComparison? Comparison)
{
    /// <summary>What the process tells the shell when the challenger did not become the champion.</summary>
    public const int RefusedExitCode = 3;

    public bool IsPromoted => Reasons.Count == 0;
}
