using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Tables;

/// <summary>Classifies the rows of a table as the stream classifies observations.</summary>
/// <param name="model">The model.</param>
/// <param name="scorer">Scores as the settings say.</param>
/// <param name="settings">The settings in one line, by which other ones are told.</param>
/// <param name="source">
/// Whose class shares are taken, where the rows have no source of their own; null: as trained.
/// </param>
internal sealed class TableClassifier(ModelSnapshot model, ObservationScorer scorer, string settings, string? source)
{
    /// <summary>The model's version.</summary>
    public string Version => model.Reference.Version;

    /// <summary>The model's fingerprint.</summary>
    public string Fingerprint => model.Reference.Sha256;

    public string Settings => settings;

    public string? Source => source;

    /// <summary>Every measurement that an ensemble of the model needs.</summary>
    public IReadOnlyList<string> Measurements { get; } =
        [.. model.Ensembles.SelectMany(one => one.Inputs.Measurements).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Classifies a block. May run beside the work on other blocks.</summary>
    public void Classify(ClassifiedBlock classified)
    {
        var block = classified.Block;
        classified.Clear();
        block.Convert();
        var faults = block.Wrong.DistinctBy(wrong => wrong.Row).ToDictionary(
            wrong => wrong.Row, wrong => Reason.WrongType(wrong.Role, block.TextOf(wrong.Row, wrong.Role), "a number"));
        var columns = new ObservationColumns(block.Numbers, Measurements);
        var observations = classified.Observations;
        var rows = new List<int>(block.Rows);
        for (var row = classified.FirstRow; row < block.Rows; row++)
        {
            if (!faults.ContainsKey(row) && columns.Read(row, out observations[rows.Count]) is var fault)
            {
                if (fault is null)
                {
                    rows.Add(row);
                }
                else
                {
                    faults.Add(row, fault);
                }
            }
        }

        Score(classified, observations.AsSpan(0, rows.Count), rows, faults);
        classified.Complete();
    }

    // All of the block at once: rows that lack something are few of a kind, and a call costs more than a row.
    private void Score(
        ClassifiedBlock classified,
        ReadOnlySpan<Observation> observations,
        List<int> rows,
        Dictionary<int, RejectionReason> faults)
    {
        var answers = ModelSnapshot.InOrder(
            scorer.Score(model, observations, i => classified.Block.Source(rows[i]) ?? source), rows.Count);
        var next = 0;
        for (var row = classified.FirstRow; row < classified.Block.Rows; row++)
        {
            if (faults.TryGetValue(row, out var fault))
            {
                classified.Add(row, fault);
            }
            else if (answers[next++] is { } answer)
            {
                classified.Add(row, answer, model.Reference.Version);
            }
            else
            {
                classified.Add(row, BatchClassifier.Unsupported(observations[next - 1]));
            }
        }
    }
}
