namespace Streaming.Worker.Sky;

/// <summary>What the classified observations were decided from, and how sure that is. Counts are exact.</summary>
/// <param name="Spectroscopic">Decided with a redshift.</param>
/// <param name="Photometric">Decided without one.</param>
/// <param name="Certain">Left with one candidate.</param>
/// <param name="Several">Left with more: not decided.</param>
/// <param name="None">Left with none: unlike the known objects of every class.</param>
/// <param name="Novel">Unlike the training objects in colours and magnitude.</param>
internal sealed record SkyAnswers(
    long Spectroscopic, long Photometric, long Certain, long Several, long None, long Novel);
