using System.Text.Json.Serialization;

namespace Streaming.Classification.Models;

/// <summary>One entry of the store's history.</summary>
/// <param name="Number">Counts the entries from 1: their order, whatever the clocks of the writers said.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who: a person or a job.</param>
/// <param name="Model">The model that was promoted, rolled back to, refused or removed.</param>
/// <param name="From">The champion until then; null when there was none.</param>
/// <param name="To">The champion from then on; null when there is none.</param>
/// <param name="Why">The words of who did it; null when they gave none.</param>
/// <param name="Reasons">Every reason why it was refused; empty when it was not.</param>
/// <param name="Figures">What the decision rests on; null when it rests on no figures.</param>
internal sealed record StoreChange(
    int Number,
    ChangeKind Kind,
    DateTimeOffset At,
    string By,
    string Model,
    string? From,
    string? To,
    string? Why,
    IReadOnlyList<string> Reasons,
    ChangeFigures? Figures)
{
    /// <summary>
    /// Id of the key that the model named as its signer when it became champion; null when it was not signed. It tells
    /// what was, and proves nothing: whoever can write to the store can write here.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SignedBy { get; init; }
}
