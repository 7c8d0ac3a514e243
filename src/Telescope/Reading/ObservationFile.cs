using System.Globalization;
using Streaming.Contracts;

namespace Streaming.Telescope.Reading;

/// <summary>
/// A file of observations: JSON Lines, or comma-separated values as <c>telescope simulate</c>, Kaggle or SkyServer
/// write them. It is read twice: first to count the rows and to see whether its ids are fit for use, then row by row,
/// so that a long night need not fit into memory.
/// </summary>
internal sealed class ObservationFile
{
    private const int LongestId = 128;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly IRowParser _parser;
    private readonly int _firstLine;
    private readonly bool _hasRepeatedIds;

    private ObservationFile(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        (_parser, _firstLine) = Recognise();
        (RowCount, _hasRepeatedIds) = Survey();
        if (RowCount == 0) throw new FailureException($"--file {path} holds no observations.");
    }

    /// <summary>What no row of the file can have measured, because it has no column for it.</summary>
    public IReadOnlyList<string> AbsentColumns { get; private set; } = [];

    /// <summary>Number of rows, readable or not.</summary>
    public int RowCount { get; }

    /// <summary>Opens a file and recognises what it is by its content.</summary>
    /// <exception cref="FailureException">There is no such file, it is empty, or a column is missing.</exception>
    public static ObservationFile Open(string path, TimeProvider time)
    {
        try
        {
            return new ObservationFile(path, time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FailureException($"--file {path} cannot be read: {exception.Message}");
        }
    }

    /// <summary>The observations that can be published; the others go to <paramref name="skipped"/>.</summary>
    public IEnumerable<ObservationReceived> Read(SkippedRows skipped)
    {
        foreach (var (line, text) in Rows())
        {
            var (observation, problem) = _parser.Parse(text);
            problem ??= ProblemOf(observation!);
            if (problem is null) yield return Complete(observation!, line);
            else skipped.Add(line, problem);
        }
    }

    private static string? ProblemOf(ObservationReceived observation)
    {
        if (!MeasuredInputs.HasPosition(observation)) return "no position";
        var bands = MeasuredInputs.Bands(observation);
        return bands.Count >= ObservationReceived.FewestBands ? null
            : bands.Count == 0 ? "no band measured"
            : $"only {string.Join(' ', bands)} measured of the bands";
    }

    private ObservationReceived Complete(ObservationReceived observation, int line) => observation with
    {
        ObservationId = _hasRepeatedIds || !IsUsable(observation.ObservationId)
            ? NameOf(line)
            : observation.ObservationId,
        ObservedAt = observation.ObservedAt ?? _time.GetUtcNow(),
    };

    private (IRowParser Parser, int FirstLine) Recognise()
    {
        foreach (var (line, text) in Lines())
        {
            if (text.StartsWith('{')) return (new JsonLinesParser(), line);
            // SkyServer puts the name of the table, #Table1, above the header.
            if (text.StartsWith('#')) continue;
            var header = CsvHeader.Parse(text, $"--file {_path}, line {line}");
            AbsentColumns = header.AbsentMeasurements;
            return (new CsvParser(header), line + 1);
        }

        throw new FailureException($"--file {_path} is empty.");
    }

    private (int RowCount, bool HasRepeatedIds) Survey()
    {
        var (count, hasRepeated, ids) = (0, false, new HashSet<string>());
        foreach (var (_, text) in Rows())
        {
            count++;
            if (hasRepeated) continue;
            var id = _parser.Parse(text).Observation?.ObservationId;
            hasRepeated = IsUsable(id) && !ids.Add(id!);
        }

        return (count, hasRepeated);
    }

    // A spreadsheet writes a long id as 1.2376487201542E+018: rounded, so the id of some other object.
    private static bool IsUsable(string? id) =>
        id is { Length: > 0 and <= LongestId }
        && !(id.Contains("E+", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(id, CultureInfo.InvariantCulture, out _));

    private string NameOf(int line)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{line}");
        var name = Path.GetFileName(_path);
        return name[..Math.Min(name.Length, LongestId - suffix.Length)] + suffix;
    }

    private IEnumerable<(int Line, string Text)> Rows() => Lines().Where(row => row.Line >= _firstLine);

    private IEnumerable<(int Line, string Text)> Lines()
    {
        var line = 0;
        foreach (var text in File.ReadLines(_path))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text)) yield return (line, text.Trim());
        }
    }
}
