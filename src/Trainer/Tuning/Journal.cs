using System.Text;
using System.Text.Json;

namespace Streaming.Trainer.Tuning;

/// <summary>
/// The trials of a search, one JSON line each. A line is on the disk before the next trial begins, so that whatever
/// ends the search loses at most the trial that was running.
/// </summary>
internal sealed class Journal : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly FileStream _file;
    private readonly List<Trial> _trials = [];

    private Journal(FileStream file) => _file = file;

    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>The best finished trial, or null.</summary>
    public Trial? Best => _trials.Where(trial => !trial.Pruned).MinBy(trial => trial.Loss);

    /// <summary>Opens a journal to go on with, or begins one.</summary>
    /// <exception cref="FailureException">
    /// It is of other data, space or seed, is damaged before its last line, or is in use.
    /// </exception>
    public static Journal Open(string path, JournalHeader header)
    {
        try
        {
            var journal = new Journal(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            try
            {
                journal.Load(path, header);
                return journal;
            }
            catch
            {
                journal.Dispose();
                throw;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(
                $"journal {path}: cannot be opened (is another search using it?): {fault.Message}", fault);
        }
    }

    /// <summary>Adds a trial. It is on the disk when this returns.</summary>
    public void Append(Trial trial)
    {
        WriteLine(trial);
        _trials.Add(trial);
    }

    public void Dispose() => _file.Dispose();

    private void Load(string path, JournalHeader header)
    {
        var content = new byte[_file.Length];
        _file.ReadExactly(content);

        // What follows the last line end was being written when the search was ended: it never counted.
        var whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        _file.SetLength(whole);
        _file.Position = whole;
        var lines = Encoding.UTF8.GetString(content, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            WriteLine(header);
            return;
        }

        Check(path, Parse<JournalHeader>(path, lines[0], 1), header);
        foreach (var (index, line) in lines.Skip(1).Index())
        {
            var trial = Parse<Trial>(path, line, index + 2);
            if (trial.Number != index + 1 || trial.Point.Length != SearchSpace.Dimensions.Count)
            {
                throw new FailureException($"journal {path}: line {index + 2} is not trial {index + 1}");
            }

            _trials.Add(trial);
        }
    }

    private static void Check(string path, JournalHeader found, JournalHeader wanted)
    {
        var other = found.Data != wanted.Data ? "other data"
            : found.Space != wanted.Space ? "another search space"
            : found.Seed != wanted.Seed ? FormattableString.Invariant($"seed {found.Seed}")
            : null;
        if (other is not null)
        {
            throw new FailureException($"journal {path}: its trials are of {other}; remove it or name another --out");
        }
    }

    private static T Parse<T>(string path, string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw new FailureException($"journal {path}: line {number} is damaged: {fault.Message}", fault);
        }
    }

    private void WriteLine<T>(T value)
    {
        _file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value, Json) + "\n"));
        _file.Flush(flushToDisk: true);
    }
}
