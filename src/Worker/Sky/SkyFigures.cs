namespace Streaming.Worker.Sky;

/// <summary>What the worker has settled since its start. Counts are exact.</summary>
/// <param name="Since">When counting began.</param>
/// <param name="Classes">Classified observations by class.</param>
/// <param name="Answers">The same by what they were decided from and how sure that is.</param>
/// <param name="Rejected">Rejected observations.</param>
/// <param name="Reasons">The same by the code of the first reason.</param>
/// <param name="Rate">Observations settled a second, of the last seconds.</param>
/// <param name="BatchTime">How long their batches took; null when there were none.</param>
/// <param name="Rejections">The last rejections, newest first.</param>
internal sealed record SkyFigures(
    DateTimeOffset Since,
    IReadOnlyDictionary<string, long> Classes,
    SkyAnswers Answers,
    long Rejected,
    IReadOnlyDictionary<string, long> Reasons,
    double Rate,
    BatchTime? BatchTime,
    IReadOnlyList<SkyRejection> Rejections);
