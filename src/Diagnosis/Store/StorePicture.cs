namespace Streaming.Diagnosis.Store;

/// <summary>A model store as its files show it.</summary>
/// <param name="Location">A folder, or <c>s3://BUCKET/PREFIX</c>.</param>
internal sealed record StorePicture(string Location)
{
    /// <summary>Whether the user named it; the usual place is only tried.</summary>
    public bool IsNamed { get; init; } = true;

    public bool IsFolder { get; init; } = true;

    /// <summary>Why it cannot be read, in one line; null when it can.</summary>
    public string? Fault { get; init; }

    /// <summary>The version in use; null when there is none.</summary>
    public string? Champion { get; init; }

    /// <summary>Why that is not known, in one line; null when it is.</summary>
    public string? ChampionFault { get; init; }

    /// <summary>What is wrong with the champion's files, a line each.</summary>
    public IReadOnlyList<string> FileFaults { get; init; } = [];

    /// <summary>How many files the champion has.</summary>
    public int Files { get; init; }

    /// <summary>Files and folders that every user of the machine can write to; null where that cannot be told.</summary>
    public IReadOnlyList<string>? WritableByAll { get; init; } = [];

    /// <summary>Who holds the right to change the store, in words; null when nobody does.</summary>
    public string? Holder { get; init; }

    /// <summary>Whether the holder no longer runs.</summary>
    public bool IsHolderGone { get; init; }

    /// <summary>How long it has been held.</summary>
    public TimeSpan? HeldFor { get; init; }

    /// <summary>Free bytes of the disk; null when that cannot be told.</summary>
    public long? DiskFree { get; init; }
}
