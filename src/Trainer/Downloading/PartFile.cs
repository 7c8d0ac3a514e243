using System.Text;
using System.Text.Json;

namespace Streaming.Trainer.Downloading;

/// <summary>
/// A download that is not complete: rows in <c>FILE.part</c>, and in <c>FILE.part.json</c> what they are and how many
/// of the bytes count. A page counts once the second file says so; what a process that was killed wrote beyond is cut off.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _file;
    private readonly DownloadSettings _settings;
    private readonly FileStream _rows;
    private readonly HashSet<string> _objects;

    private PartFile(string file, DownloadSettings settings, FileStream rows, HashSet<string> objects, Position? at)
    {
        _file = file;
        _settings = settings;
        _rows = rows;
        _objects = objects;
        Position = at;
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _objects.Count;

    /// <summary>How far the download is; null before its first page.</summary>
    public Position? Position { get; private set; }

    public static string PathOf(string file) => $"{file}.part";

    /// <summary>Takes up what there is, or begins.</summary>
    /// <exception cref="FailureException">There is a part of another download, or no place for one.</exception>
    public static PartFile Open(string file, DownloadSettings settings)
    {
        try
        {
            var checkpoint = ReadCheckpoint(file);
            if (checkpoint is not null && checkpoint.Settings != settings)
            {
                throw new FailureException(
                    $"{PathOf(file)} belongs to a download with other options ({Text(checkpoint.Settings)}); "
                    + "give those, or delete it");
            }

            var rows = new FileStream(PathOf(file), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            if (checkpoint is null || rows.Length < checkpoint.Bytes)
            {
                return Begin(file, settings, rows);
            }

            rows.SetLength(checkpoint.Bytes);
            using var reader = new StreamReader(rows, leaveOpen: true);
            var objects = new HashSet<string>(StringComparer.Ordinal);
            _ = reader.ReadLine();
            while (reader.ReadLine() is { } line)
            {
                objects.Add(line[..line.IndexOf(',', StringComparison.Ordinal)]);
            }

            rows.Position = rows.Length;
            return new PartFile(file, settings, rows, objects, checkpoint.Position);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"--out {file}: cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Adds a page, without objects that are there already, up to the number asked for.</summary>
    public void Append(IReadOnlyList<SurveyRow> page, Position next)
    {
        var fresh = new StringBuilder();
        foreach (var row in page)
        {
            if (Count < _settings.Rows && _objects.Add(row.Object))
            {
                fresh.Append(row.Line).Append('\n');
            }
        }

        _rows.Write(Encoding.ASCII.GetBytes(fresh.ToString()));
        _rows.Flush(flushToDisk: true);
        Position = next;
        WriteCheckpoint(_file, new Checkpoint(_settings, next, _rows.Length));
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        _rows.Dispose();
        File.Move(PathOf(_file), _file);
        File.Delete(CheckpointOf(_file));
    }

    public void Dispose() => _rows.Dispose();

    private static PartFile Begin(string file, DownloadSettings settings, FileStream rows)
    {
        rows.SetLength(0);
        rows.Write(Encoding.ASCII.GetBytes(string.Join(',', new SkyServerQuery(settings).Columns) + "\n"));
        return new PartFile(file, settings, rows, new HashSet<string>(StringComparer.Ordinal), null);
    }

    private static string CheckpointOf(string file) => $"{PathOf(file)}.json";

    private static string Text(DownloadSettings settings) => FormattableString.Invariant(
        $"{settings.Address}, --rows {settings.Rows}, --page-rows {settings.PageRows}, {ColumnsText(settings)}");

    private static string ColumnsText(DownloadSettings settings) =>
        settings.Columns.Length > 0 ? $"--columns {settings.Columns}" : "no --columns";

    private static Checkpoint? ReadCheckpoint(string file)
    {
        try
        {
            return File.Exists(CheckpointOf(file))
                ? JsonSerializer.Deserialize<Checkpoint>(File.ReadAllBytes(CheckpointOf(file)))
                : null;
        }
        catch (JsonException fault)
        {
            throw new FailureException($"{CheckpointOf(file)} is broken; delete it to begin anew", fault);
        }
    }

    private static void WriteCheckpoint(string file, Checkpoint checkpoint)
    {
        var unfinished = $"{CheckpointOf(file)}.new";
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(checkpoint));
        File.Move(unfinished, CheckpointOf(file), overwrite: true);
    }
}
