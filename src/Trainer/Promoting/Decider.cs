namespace Streaming.Trainer.Promoting;

/// <summary>In whose name the store is changed.</summary>
/// <param name="By">A person or a job.</param>
/// <param name="Why">Their words; null when they gave none.</param>
internal sealed record Decider(string By, string? Why = null)
{
    /// <summary>Who runs this process.</summary>
    public static string ThisUser => $"{Environment.UserName}@{Environment.MachineName}";
}
