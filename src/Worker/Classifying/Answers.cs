using Streaming.Classification.Observations;
using Streaming.Contracts;

namespace Streaming.Worker.Classifying;

/// <summary>What answers have in common, for whoever counts them: a batch is gone through once for all.</summary>
/// <param name="Class">The class; null of a rejected observation.</param>
/// <param name="Reason">The code of the first reason; null of a classified one.</param>
/// <param name="Source">Who published the observation; null when it does not say.</param>
/// <param name="Inputs">What the decision was made from; compared by identity, an ensemble has one list.</param>
/// <param name="Candidates">How many classes are possible; null when the model cannot tell.</param>
/// <param name="IsNovel">Whether the object is called novel.</param>
internal readonly record struct Answers(
    string? Class, string? Reason, string? Source, IReadOnlyList<string>? Inputs, int? Candidates, bool IsNovel)
{
    /// <summary>How many bands the decision was made from.</summary>
    public int Bands => Inputs?.Count(name => InputSet.BandNames.Contains(name)) ?? 0;

    /// <summary>Spectroscopic or photometric; null where it is not known.</summary>
    public string? Kind => Inputs is null ? null
        : Inputs.Contains(InputSet.RedshiftName) ? InputSet.SpectroscopicKind
        : InputSet.PhotometricKind;

    /// <summary>The kinds of answers of a batch, and how many there are of each.</summary>
    public static IReadOnlyList<KeyValuePair<Answers, int>> Of(IReadOnlyList<Outcome> outcomes) =>
        [.. outcomes.CountBy(outcome => outcome.Classified is { } classified
            ? new Answers(
                classified.Class,
                Reason: null,
                classified.Source,
                classified.Inputs,
                classified.Candidates?.Classes.Count,
                classified.Novelty < ObjectClassified.NovelBelow)
            : new Answers(
                Class: null,
                outcome.Rejected!.Reasons[0].Code,
                outcome.Rejected.Source,
                Inputs: null,
                Candidates: null,
                IsNovel: false))];
}
