using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Tests;

public sealed class TableOutputTests : IDisposable
{
    private readonly WrittenTable _table = new();

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.jsonl.gz")]
    [InlineData("out.parquet")]
    public void An_older_file_stays_until_the_new_one_is_complete(string name)
    {
        var path = _table.File(name);
        File.WriteAllText(path, "older");
        ColumnValues[] columns = [WrittenTable.Texts("a", "1", "2"), WrittenTable.Texts("b", "3", "4")];
        using (var writer = TableOutput.Create(path))
        {
            writer.Write(columns, [0, 1]);
            Assert.Equal("older", File.ReadAllText(path));
        }

        Assert.Equal("older", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_table.Folder));
        _table.Write(name, columns);
        Assert.NotEqual("older", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_table.Folder));
    }

    [Theory]
    [InlineData("out.jsonl")]
    [InlineData("out.parquet")]
    public void A_table_that_a_format_cannot_hold_leaves_nothing_behind(string name)
    {
        var fault = Assert.Throws<CatalogueException>(
            () => _table.Write(name, WrittenTable.Texts("a", "1"), WrittenTable.Texts("a", "2")));
        Assert.Contains("two columns are named 'a'", fault.Message);
        Assert.Empty(Directory.GetFiles(_table.Folder));
    }

    [Theory]
    [InlineData("out.xlsx")]
    [InlineData("out")]
    [InlineData("out.parquet.gz")]
    public void A_name_that_tells_no_format_is_refused_with_those_there_are(string name)
    {
        var fault = Assert.Throws<CatalogueException>(() => TableOutput.Create(_table.File(name)));
        Assert.Contains(".csv", fault.Message);
        Assert.Contains(".parquet", fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Empty(Directory.GetFiles(_table.Folder));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var fault = Assert.Throws<CatalogueException>(() => TableOutput.Create(_table.File("missing/out.csv")));
        Assert.Contains("no such folder", fault.Message);
        Directory.CreateDirectory(_table.File("folder.csv"));
        fault = Assert.Throws<CatalogueException>(() => TableOutput.Create(_table.File("folder.csv")));
        Assert.Equal("a folder, not a file", fault.Message);
    }

    [Fact]
    public void A_link_stays_one_and_its_target_is_replaced()
    {
        File.WriteAllText(_table.File("target.csv"), "older");
        File.CreateSymbolicLink(_table.File("link.csv"), _table.File("target.csv"));
        _table.Write("link.csv", WrittenTable.Texts("a", "1"), WrittenTable.Texts("b", "2"));
        Assert.NotNull(new FileInfo(_table.File("link.csv")).LinkTarget);
        Assert.Equal("a,b\n1,2\n", File.ReadAllText(_table.File("target.csv")));
    }

    [Fact]
    public void A_disk_that_is_full_is_told_in_one_line()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        string?[] texts = [.. Enumerable.Repeat("a long text that fills buffers soon", 20_000)];
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        using var writer = new Streaming.Catalogues.Parquet.ParquetWriter(full);
        var fault = Assert.Throws<CatalogueException>(() =>
        {
            writer.Write([WrittenTable.Texts("a", texts)], [.. Enumerable.Range(0, texts.Length)]);
            writer.Complete();
        });
        Assert.StartsWith("cannot be written", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    public void Dispose() => _table.Dispose();
}
