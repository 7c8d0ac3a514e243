using System.Globalization;
using System.Text;
using Streaming.Catalogues.Tables;
using Streaming.Contracts;

namespace Streaming.Telescope.Watching;

/// <summary>
/// Classifications as rows of a table, written a block at a time. Filled by the subscription until the command
/// completes it.
/// </summary>
/// <param name="writer">Writes it; disposed with the table.</param>
internal sealed class EventTable(TableWriter writer) : IDisposable
{
    // A set without classes is an answer: unlike every class. An empty cell says that the model cannot tell.
    private const string NoClass = "none";

    private static readonly int[] Block = [.. Enumerable.Range(0, TableReader.BlockRows)];

    private readonly Lock _lock = new();
    private readonly ColumnValues[] _columns =
    [
        Text("observation_id"), Text("class"), Number("confidence"), Number("probability_star"),
        Number("probability_galaxy"), Number("probability_qso"), Text("candidates"), Number("novelty"), Text("inputs"),
        Text("priors"), Text("model"), Text("observed_at"), Text("classified_at"), Text("visit_id"), Text("source"),
        Number("alpha"), Number("delta"), Text("event_id"),
    ];

    private bool _isComplete;

    /// <summary>Adds a row.</summary>
    /// <param name="classified">The event.</param>
    /// <param name="eventId">Its identity; null when it is not told.</param>
    /// <exception cref="Catalogues.CatalogueException">The file cannot be written.</exception>
    public void Add(ObjectClassified classified, Guid? eventId)
    {
        lock (_lock)
        {
            if (_isComplete) return;
            AddRow(classified, eventId);
            if (_columns[0].Count == Block.Length) Write();
        }
    }

    /// <summary>Writes the rest. What comes later is passed over.</summary>
    /// <exception cref="Catalogues.CatalogueException">The file cannot be written.</exception>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            Write();
            writer.Complete();
        }
    }

    public void Dispose() => writer.Dispose();

    private void AddRow(ObjectClassified o, Guid? eventId)
    {
        object?[] row =
        [
            o.ObservationId, o.Class, o.Confidence, o.Probabilities.Star, o.Probabilities.Galaxy, o.Probabilities.Qso,
            o.Candidates is { } candidates ? Joined(candidates.Classes) ?? NoClass : null, o.Novelty, Joined(o.Inputs),
            o.Priors, o.Model.Version, Time(o.ObservedAt), Time(o.ClassifiedAt), o.VisitId, o.Source, o.Alpha, o.Delta,
            eventId?.ToString(),
        ];
        for (var i = 0; i < row.Length; i++)
        {
            if (_columns[i].Column.Kind == ColumnKind.Number) _columns[i].Add(row[i] as double? ?? double.NaN);
            else _columns[i].Add(Encoding.UTF8.GetBytes(row[i] as string ?? ""));
        }
    }

    private void Write()
    {
        writer.Write(_columns, Block.AsSpan(0, _columns[0].Count));
        foreach (var column in _columns) column.Clear();
    }

    private static string? Joined(IReadOnlyList<string>? names) =>
        names is { Count: > 0 } ? string.Join(' ', names) : null;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static ColumnValues Number(string name) => new(new TableColumn(name, ColumnKind.Number));

    private static ColumnValues Text(string name) =>
        new(new TableColumn(name, ColumnKind.Text) { IsSurelyText = true });
}
