using Streaming.Catalogues.Observations;

namespace Streaming.Catalogues.Tests;

public sealed class CasesTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_case_is_read_or_refused_as_it_says()
    {
        var folder = "/work/shared/cases";
        foreach (var line in File.ReadLines(Path.Combine(folder, "cases.tsv")).Skip(1))
        {
            var parts = line.Split('\t');
            try
            {
                using var catalogue = Catalogue.Open(Path.Combine(folder, parts[0]), new CatalogueRequest { Class = ClassUse.Optional }, null);
                var rows = 0; var wrong = 0; var unread = 0; var nan = 0; var unknown = 0;
                foreach (var block in catalogue.Blocks(TestContext.Current.CancellationToken))
                {
                    rows += block.Rows; wrong += block.Wrong.Count; unread += block.Table.Unread.Count;
                    for (var r = 0; r < block.Rows; r++)
                    {
                        foreach (var n in catalogue.Columns.Numbers) { if (double.IsNaN(block.Numbers(n.Role)![r])) nan++; }
                        if (catalogue.Columns.Class is not null && block.ClassOf(r) is null) unknown++;
                    }
                }
                output.WriteLine($"{parts[0]} {parts[1]} | {rows} rows wrong {wrong} unread {unread} nan {nan} unknown {unknown} {string.Join(" ; ", catalogue.Columns.Notes)} | {parts[2]}");
            }
            catch (CatalogueException fault)
            {
                output.WriteLine($"{parts[0]} {parts[1]} | ERROR {fault.Message} | {parts[2]}");
            }
        }
    }
}
