using Microsoft.Extensions.Time.Testing;
using Streaming.Catalogues.Observations;
using Streaming.Contracts;
using Streaming.Telescope.Publishing;
using Xunit;

namespace Streaming.Telescope.Tests.Publishing;

/// <summary>Reads a file as it is read to be published.</summary>
internal sealed class PublishedFile
{
    /// <summary>When it is read.</summary>
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    public string Path { get; private set; } = "";

    public int Count { get; private set; }

    public IReadOnlyList<string> Notices { get; private set; } = [];

    public string? Remark { get; private set; }

    /// <summary>Writes a file of these lines, and reads it.</summary>
    public async Task<List<ObservationReceived>> ReadAsync(CatalogueRequest request, string name, params string[] lines)
    {
        using var file = new TemporaryFile(name, lines);
        return await ReadAsync(request, file.Path);
    }

    /// <summary>Reads a file that is there.</summary>
    public async Task<List<ObservationReceived>> ReadAsync(CatalogueRequest request, string path)
    {
        Path = path;
        var screen = Screen.OfText("telescope", TextWriter.Null, TextWriter.Null);
        using var source = await FileSource.OpenAsync(
            path, request, new FakeTimeProvider(Now), screen, TestContext.Current.CancellationToken);
        List<ObservationReceived> read = [.. source.Read()];
        (Count, Notices, Remark) = (source.Count, source.Notices, source.Remark);
        return read;
    }
}
