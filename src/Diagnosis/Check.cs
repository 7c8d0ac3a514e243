namespace Streaming.Diagnosis;

/// <summary>A check: a pure function of what was gathered.</summary>
/// <param name="Code">Names it for machines; never changes.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Missing">Why it cannot be made; null when what it looks at is there.</param>
/// <param name="Of">What it finds, one for each thing that it looks at.</param>
internal sealed record Check(
    string Code, Group Group, Func<Picture, string?> Missing, Func<Picture, IEnumerable<Finding>> Of)
{
    public IEnumerable<Finding> Run(Picture picture) =>
        Missing(picture) is { } reason ? [Finding.NotAsked(Code, reason)] : Of(picture);
}
