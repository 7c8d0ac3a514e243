using Streaming.Contracts;
using Streaming.Telescope.Reading;

namespace Streaming.Telescope.Publishing;

/// <summary>Observations of a file.</summary>
internal sealed class FileSource(string path, TimeProvider time) : IObservationSource
{
    private readonly ObservationFile _file = ObservationFile.Open(path, time);
    private readonly SkippedRows _skipped = new();

    public int Count => _file.RowCount;

    public string? Notice => _file.AbsentColumns.Count == 0
        ? null
        : $"{path}: no column {string.Join(", ", _file.AbsentColumns)}: published as not measured";

    public string? Remark => _skipped.Count == 0 ? null : $"{path}: {_skipped}";

    public IEnumerable<ObservationReceived> Read() => _file.Read(_skipped);
}
