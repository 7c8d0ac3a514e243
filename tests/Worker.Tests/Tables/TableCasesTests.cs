using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tests.Cases;
using Streaming.Worker.Tables;
using Xunit;

namespace Streaming.Worker.Tests.Tables;

/// <summary>Files of the shapes that people have, classified.</summary>
public sealed class TableCasesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streaming-cases-");

    public static TheoryData<string> Files { get; } = [.. CaseFiles.All.Select(file => file.Name)];

    public void Dispose() => _folder.Delete(recursive: true);

    // A class is of no matter to whoever classifies: one that cannot be told is passed over.
    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_is_classified_or_refused_as_expected(string name)
    {
        var file = CaseFiles.Of(name);
        if (file.Fault is { } words)
        {
            var fault = await Assert.ThrowsAsync<FailureException>(() => ClassifyAsync(name));
            Assert.Contains(words, fault.Message, StringComparison.Ordinal);
            Assert.Empty(_folder.GetFiles());
            return;
        }

        var summary = await ClassifyAsync(name);

        Assert.Equal((file.Rows, 0), (summary.Classified, summary.Rejected));
        Assert.Equal(file.Rows + 1, File.ReadLines(Path.Combine(_folder.FullName, "out.csv")).Count(line => line.Contains(
            ShippedModel.Snapshot.Reference.Version, StringComparison.Ordinal) || line.Contains("predicted_class", StringComparison.Ordinal)));
    }

    private async Task<TableSummary> ClassifyAsync(string name)
    {
        var files = new TableFiles(
            Path.Combine(CaseFiles.Folder, name), Path.Combine(_folder.FullName, "out.csv"), Rejected: null, Columns: null);
        using var catalogue = files.Open(new CatalogueRequest { Class = ClassUse.Optional });
        var summary = new TableSummary();
        await files.WriteAsync(
            catalogue,
            new TableClassifier(ShippedModel.Snapshot, SmallModel.Scorer(), settings: "", source: null),
            summary,
            Screen.OfText("worker", TextWriter.Null, TextWriter.Null),
            TestContext.Current.CancellationToken);
        return summary;
    }
}
