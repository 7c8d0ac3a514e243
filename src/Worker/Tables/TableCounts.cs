namespace Streaming.Worker.Tables;

/// <summary>The counts of a summary, as a checkpoint keeps them.</summary>
/// <param name="Classified">Rows that were classified.</param>
/// <param name="Rejected">Rows that were not.</param>
/// <param name="Answers">How many answers there were of each kind.</param>
/// <param name="Reasons">How many rows were rejected for each reason.</param>
internal sealed record TableCounts(
    long Classified,
    long Rejected,
    IReadOnlyList<CountedAnswers> Answers,
    IReadOnlyList<CountedReason> Reasons);

/// <summary>How many answers have the same in common.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How many.</param>
internal sealed record CountedAnswers(SummaryKind Kind, long Count);

/// <summary>What answers have in common, as the summary tells them apart.</summary>
/// <param name="Class">The class.</param>
/// <param name="IsCertain">Whether it is the only candidate.</param>
/// <param name="IsNovel">Whether the object is called novel.</param>
/// <param name="Inputs">What they were made from.</param>
/// <param name="Known">The class in the table; null where there is none.</param>
internal readonly record struct SummaryKind(string Class, bool IsCertain, bool IsNovel, string Inputs, string? Known);

/// <summary>How many rows were rejected for a reason.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Count">How many.</param>
/// <param name="Examples">The first of them.</param>
internal sealed record CountedReason(string Code, long Count, IReadOnlyList<RejectedRow> Examples);
