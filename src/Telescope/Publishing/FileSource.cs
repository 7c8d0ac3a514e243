using System.Globalization;
using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>
/// Observations of a table of any kind. It is read twice: first to count the rows, to see whether its ids are fit for
/// use and whether all of it can be read, then to publish it, so that a long night need not fit into memory.
/// </summary>
internal sealed class FileSource : IObservationSource, IDisposable
{
    private const int LongestId = 128;

    private static readonly HashSet<string> NoFurtherColumns = [];

    private readonly SpooledInput _input;
    private readonly CatalogueRequest _request;
    private readonly TimeProvider _time;
    private readonly SkippedRows _skipped = new();
    private readonly List<string> _notices = [];
    private IReadOnlyList<string> _measurements = [];
    private bool _hasRepeatedIds;

    private FileSource(SpooledInput input, CatalogueRequest request, TimeProvider time) =>
        (_input, _request, _time) = (input, request with { IsPublished = true }, time);

    /// <summary>Number of rows, readable or not.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<string> Notices => [.. _notices.Select(notice => $"{_input.Title}: {notice}")];

    public string? Remark => _skipped.Count == 0 ? null : $"{_input.Title}: {_skipped}";

    /// <summary>Opens a file, and looks through it.</summary>
    /// <param name="path">Its path, or <c>-</c>.</param>
    /// <param name="request">What the user says about it.</param>
    /// <param name="time">Gives the time of rows that have none.</param>
    /// <param name="screen">Shows how far it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CatalogueException">It cannot be read.</exception>
    public static async Task<FileSource> OpenAsync(
        string path, CatalogueRequest request, TimeProvider time, Screen screen, CancellationToken cancellation)
    {
        var source = new FileSource(await SpooledInput.OfAsync(path, cancellation), request, time);
        try
        {
            using var catalogue = source.Open();
            await Progress.ShowAsync(
                screen.Aside, "Reading", catalogue.Length, () => (catalogue.Position, "bytes"),
                Task.Run(() => source.LookThrough(catalogue, cancellation), cancellation));
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The observations that can be published; the others are counted.</summary>
    public IEnumerable<ObservationReceived> Read()
    {
        using var catalogue = Open();
        foreach (var block in catalogue.Blocks(CancellationToken.None))
        {
            var (rows, unread) = (new ObservationRows(block, _measurements), 0);
            for (var row = 0; row < block.Rows; row++)
            {
                var line = block.Table.Line(row);
                unread = SkipUnread(block, unread, line);
                if (rows.Read(row, out var observation) is { } problem) Skip(line, problem);
                else yield return Complete(observation, line);
            }

            SkipUnread(block, unread, long.MaxValue);
        }

        void Skip(long line, string problem) => _skipped.Add(
            string.Create(CultureInfo.InvariantCulture, $"{catalogue.LineWord} {line}"), problem);

        int SkipUnread(CatalogueBlock block, int from, long before)
        {
            for (; from < block.Table.Unread.Count && block.Table.Unread[from].Line < before; from++)
                Skip(block.Table.Unread[from].Line, block.Table.Unread[from].Why);
            return from;
        }
    }

    public void Dispose() => _input.Dispose();

    private Catalogue Open() => Catalogue.Open(_input.Path, _request, NoFurtherColumns);

    private void LookThrough(Catalogue catalogue, CancellationToken cancellation)
    {
        var (ids, count) = (new RepeatedIds(), 0L);
        _measurements = PublishedMeasurements.Of(catalogue, _request.Measurements, _notices);
        foreach (var block in catalogue.Blocks(cancellation))
        {
            count += block.Rows + block.Table.Unread.Count;
            for (var row = 0; row < block.Rows; row++)
            {
                if (block.ObservationId(row) is { } id && IsUsable(id)) ids.Add(id);
            }
        }

        Count = (int)Math.Min(count, int.MaxValue);
        _hasRepeatedIds = ids.Any();
        _notices.InsertRange(0, catalogue.Notes);
        if (_hasRepeatedIds) _notices.Add("an id stands twice: rows are named by file and line");
        if (catalogue.Columns.Absent is { Count: > 0 } absent)
            _notices.Add($"no column {string.Join(", ", absent)}: published as not measured");
    }

    private ObservationReceived Complete(ObservationReceived observation, long line) => observation with
    {
        ObservationId = _hasRepeatedIds || observation.ObservationId is not { } id || !IsUsable(id)
            ? NameOf(line)
            : id,
        ObservedAt = observation.ObservedAt ?? _time.GetUtcNow(),
    };

    // A spreadsheet writes a long id as 1.2376487201542E+018: rounded, so the id of some other object.
    private static bool IsUsable(string id) => id.Length <= LongestId
        && !(id.Contains("E+", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(id, CultureInfo.InvariantCulture, out _));

    private string NameOf(long line)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{line}");
        return _input.Name[..Math.Min(_input.Name.Length, LongestId - suffix.Length)] + suffix;
    }
}
