namespace Streaming.Classification.Models;

/// <summary>Which received labels a model was trained and tested on, beside files.</summary>
/// <param name="Count">Labels in the store.</param>
/// <param name="Rows">Rows that they gave; fewer, when several are of equal magnitudes and redshift.</param>
/// <param name="Replaced">Rows of files that a label took the place of.</param>
/// <param name="NewestReceivedAt">
/// When the newest was received: labels received later are new to the model. Null when there was none.
/// </param>
internal sealed record LabelsDescription(int Count, int Rows, int Replaced, DateTimeOffset? NewestReceivedAt);
