namespace Streaming.Diagnosis;

/// <summary>What a check comes to, the worst last.</summary>
internal enum Verdict
{
    /// <summary>All is as it should be.</summary>
    Ok,

    /// <summary>Nobody could be asked.</summary>
    NotAsked,

    /// <summary>It works, and will not always.</summary>
    Warning,

    /// <summary>Something is lost or stands still, or soon will.</summary>
    Wrong,
}
