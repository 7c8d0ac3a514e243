using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Tests;

public sealed class PartOutputTests : IDisposable
{
    private static readonly ColumnValues[] Columns =
        [WrittenTable.Texts("id", "1", "x2", "3"), WrittenTable.Texts("u", "1.50", "2", "QSO")];

    private readonly WrittenTable _table = new();

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.tsv")]
    [InlineData("out.jsonl")]
    [InlineData("out.ndjson")]
    [InlineData("out.JSON")]
    public void A_later_writer_goes_on_behind_a_mark(string name)
    {
        Assert.True(TableOutput.HasParts(name));
        PartMark mark;
        using (var first = TableOutput.OpenPart(_table.File(name)))
        {
            first.Begin(null);
            first.IsKept = true;
            first.Write(Columns, [0]);
            mark = first.Mark();
            first.Write(Columns, [2, 2, 2]);
            _ = first.Mark();
        }

        Assert.False(File.Exists(_table.File(name)));
        using (var second = TableOutput.OpenPart(_table.File(name)))
        {
            Assert.True(second.Holds(mark));
            Assert.False(second.Holds(mark with { Bytes = 10_000 }));
            second.Begin(mark);
            second.Write(Columns, [1, 2]);
            second.Complete();
        }

        using (var whole = TableOutput.Create(_table.File($"whole-{name}")))
        {
            whole.Write(Columns, [0]);
            whole.Write(Columns, [1, 2]);
            whole.Complete();
        }

        Assert.Equal(File.ReadAllText(_table.File($"whole-{name}")), File.ReadAllText(_table.File(name)));
        Assert.Equal(2, Directory.GetFiles(_table.Folder).Length);
    }

    [Fact]
    public void A_part_is_for_one_process_alone()
    {
        using var first = TableOutput.OpenPart(_table.File("out.csv"));

        var fault = Assert.Throws<CatalogueException>(() => TableOutput.OpenPart(_table.File("out.csv")));

        Assert.Equal("another run is writing it", fault.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_part_stays_only_where_it_is_kept(bool isKept)
    {
        using (var part = TableOutput.OpenPart(_table.File("out.csv")))
        {
            part.IsKept = isKept;
        }

        Assert.Equal(isKept, File.Exists(_table.File("out.csv.part")));
    }

    [Fact]
    public void A_part_stands_beside_what_a_link_leads_to()
    {
        File.WriteAllText(_table.File("target.csv"), "older");
        File.CreateSymbolicLink(_table.File("link.csv"), _table.File("target.csv"));
        using var part = TableOutput.OpenPart(_table.File("link.csv"));
        part.Begin(null);
        part.Write(Columns, [0]);
        Assert.Equal(_table.File("target.csv.part"), part.Part);

        part.Complete();

        Assert.NotNull(new FileInfo(_table.File("link.csv")).LinkTarget);
        Assert.Equal("id,u\n1,1.50\n", File.ReadAllText(_table.File("target.csv")));
    }

    [Theory]
    [InlineData("out.csv.gz")]
    [InlineData("out.parquet")]
    [InlineData("out.fits")]
    [InlineData("-")]
    public void Other_formats_have_no_parts(string name) => Assert.False(TableOutput.HasParts(name));

    public void Dispose() => _table.Dispose();
}
